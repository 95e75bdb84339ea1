package ai.backend.dbstatus;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the arrows between the packages: one way through, no way back.
 */
@AnalyzeClasses(packagesOf = DbStatusApplication.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "ai.backend.dbstatus.";

	@ArchTest
	static final ArchRule theAlembicLibraryKnowsNobody = noClasses().that()
			.resideInAPackage(ROOT + "alembic..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + "database..", ROOT + "status..", ROOT + "web..",
					ROOT + "health..", ROOT + "metrics..", ROOT + "monitor..", ROOT + "actuate..",
					ROOT + "settings..",
					"org.springframework..");

	@ArchTest
	static final ArchRule theDatabaseKnowsNobody = noClasses().that()
			.resideInAPackage(ROOT + "database..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + "alembic..", ROOT + "status..", ROOT + "web..",
					ROOT + "health..", ROOT + "metrics..", ROOT + "monitor..", ROOT + "actuate..",
					ROOT + "settings..",
					"org.springframework..");

	@ArchTest
	static final ArchRule aDatabaseUrlKnowsNobody = classes().that()
			.resideInAPackage(ROOT + "database.url")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + "database", ROOT + "database.url", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule connectionsKnowNothingOfQuestions = classes().that()
			.resideInAPackage(ROOT + "database.session")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + "database", ROOT + "database.url", ROOT + "database.session", "java..",
					"javax.net..", "org.apache.commons.pool2..", "org.postgresql", "org.jspecify..");

	@ArchTest
	static final ArchRule theVersionTableIsOneQuestion = classes().that()
			.resideInAPackage(ROOT + "database.version")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + "database", ROOT + "database.url", ROOT + "database.session",
					ROOT + "database.version", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule theStatusKnowsNotHowItIsShown = noClasses().that()
			.resideInAPackage(ROOT + "status..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + "web..", ROOT + "health..", ROOT + "metrics..", ROOT + "monitor..",
					ROOT + "settings..", "org.springframework.web..", "org.springframework.boot..");

	@ArchTest
	static final ArchRule nobodyGoesInCircles = slices().matching(ROOT + "(**)").should().beFreeOfCycles();

}
