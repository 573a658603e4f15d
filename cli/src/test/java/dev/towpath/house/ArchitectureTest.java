package dev.towpath.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// Dependencies point one way: cli to server to core to sql. No package leans on one that leans on
/// it.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.towpath");

  @Test
  void sqlKnowsNothingOfTheProduct() {
    noClasses()
        .that()
        .resideInAPackage("dev.towpath.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.towpath.cli..", "dev.towpath.migration..", "dev.towpath.postgres..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void coreKnowsNothingOfTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.towpath.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.towpath.cli..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void coreKnowsNothingOfTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.towpath.cli..", "dev.towpath.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.towpath.server..", "io.prometheus..", "com.sun.net.httpserver..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.towpath.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
