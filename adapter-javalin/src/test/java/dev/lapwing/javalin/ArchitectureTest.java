// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.javalin;

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
          .importPackages("dev.lapwing.javalin");

  @Test
  void adapterUsesOnlyJavalinWithItsJettyAndWhatTheCoreExports() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jakarta.servlet..",
            "io.javalin..",
            "kotlin..",
            "org.eclipse.jetty..",
            "org.slf4j",
            "org.jspecify.annotations",
            "dev.lapwing",
            "dev.lapwing.http",
            "dev.lapwing.servlet",
            "dev.lapwing.javalin")
        .check(CLASSES);
  }
}
