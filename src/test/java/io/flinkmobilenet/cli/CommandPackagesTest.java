package io.flinkmobilenet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages of the commands depend on each other in one direction only. */
@AnalyzeClasses(
    packages = "io.flinkmobilenet.cli",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CommandPackagesTest {
  private static final String CLI = "io.flinkmobilenet.cli";

  @ArchTest
  static final ArchRule noCircles = slices().matching(CLI + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule commandsDoNotKnowMain =
      noClasses()
          .that()
          .resideInAPackage(CLI + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);
}
