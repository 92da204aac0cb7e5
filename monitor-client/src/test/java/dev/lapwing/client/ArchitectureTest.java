// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the client is made of. */
class ArchitectureTest {
  @Test
  void clientUsesOnlyTheJdkTheParserAndTheWordsOfTheCore() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "tools.jackson.core..",
            "dev.lapwing.stats",
            "dev.lapwing.client")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.lapwing.client"));
  }
}
