// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The directions between packages, and who may read a clock. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lapwing");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stats     |",
        "spi       | dev.lapwing.stats",
        "recording | dev.lapwing.stats",
        "window    | dev.lapwing.stats dev.lapwing.recording",
        "json      | dev.lapwing.stats tools.jackson.core..",
        "runtime   | dev.lapwing.stats dev.lapwing.spi org.slf4j",
        "events    | dev.lapwing.stats dev.lapwing.spi dev.lapwing.recording dev.lapwing.runtime"
            + " org.slf4j",
        "http      | dev.lapwing.stats dev.lapwing.recording dev.lapwing.runtime dev.lapwing.json"
      })
  void packageDependsOnlyOn(String name, String allowed) {
    String own = "dev.lapwing." + name;
    String all = "java.. org.jspecify.annotations " + own + " " + (allowed == null ? "" : allowed);
    String[] packages =
        Arrays.stream(all.split(" ")).filter(each -> !each.isEmpty()).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.lapwing.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheSystemTimeSourceReadsClocks() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SystemTimeSource")
        .and()
        .doNotHaveSimpleName("RealTimeBeat")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(CLASSES);
  }
}
