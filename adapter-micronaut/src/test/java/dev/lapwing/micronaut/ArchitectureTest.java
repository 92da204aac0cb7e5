// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.micronaut;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the adapter is made of; what Micronaut's processor generates has a dollar in front. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lapwing.micronaut")
          .that(describe("are written", each -> !each.getName().contains(".$")));

  @Test
  void adapterUsesOnlyMicronautAndNettyAndWhatTheCoreExports() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jakarta.inject",
            "io.micronaut..",
            "io.netty.channel..",
            "io.netty.handler.codec.http",
            "io.netty.util..",
            "org.reactivestreams",
            "reactor.core.publisher",
            "org.slf4j",
            "org.jspecify.annotations",
            "dev.lapwing",
            "dev.lapwing.http",
            "dev.lapwing.stats",
            "dev.lapwing.spi",
            "dev.lapwing.micronaut")
        .check(CLASSES);
  }

  @Test
  void nothingOfMicronautIsUsedThatIsInternalToIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAnnotatedWith("io.micronaut.core.annotation.Internal")
        .check(CLASSES);
  }

  @Test
  void nothingReflects() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect").check(CLASSES);
  }

  @Test
  void onlyWhatUsersImplementAndTheCompilerLoadsIsPublic() {
    assertThat(CLASSES)
        .filteredOn(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder("PerformanceMonitorCustomizer", "TrackPerformanceMapper");
  }
}
