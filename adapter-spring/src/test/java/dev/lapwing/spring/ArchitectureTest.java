// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

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
          // Where these tests run with Boot 4 they are in a jar.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.lapwing.spring");

  @Test
  void adapterUsesOnlySpringAndWhatTheCoreAndTheServletAdapterExport() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jakarta.servlet..",
            "org.springframework..",
            "org.aopalliance..",
            "org.reactivestreams",
            "reactor..",
            "org.slf4j",
            "org.jspecify.annotations",
            "dev.lapwing",
            "dev.lapwing.http",
            "dev.lapwing.stats",
            "dev.lapwing.spi",
            "dev.lapwing.servlet",
            "dev.lapwing.spring")
        .check(CLASSES);
  }
}
