// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.vertx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the adapter is made of. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lapwing.vertx");

  /** Every package of Vert.x is one that its modules export to all. */
  @Test
  void adapterUsesOnlyWhatVertxAndTheCoreExport() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.vertx.core",
            "io.vertx.core.buffer",
            "io.vertx.core.http",
            "io.vertx.core.internal.http",
            "io.vertx.core.internal.net",
            "io.vertx.core.net",
            "io.vertx.core.streams",
            "io.vertx.ext.auth",
            "io.vertx.ext.web",
            "io.vertx.ext.web.handler",
            "org.slf4j",
            "org.jspecify.annotations",
            "dev.lapwing",
            "dev.lapwing.http",
            "dev.lapwing.vertx")
        .check(CLASSES);
  }
}
