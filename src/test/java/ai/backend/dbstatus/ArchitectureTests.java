package ai.backend.dbstatus;

import java.nio.file.Path;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
	static final ArchRule theStatusKnowsNotHowItIsShown = noClasses().that()
			.resideInAPackage(ROOT + "status..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + "web..", ROOT + "health..", ROOT + "metrics..", ROOT + "monitor..",
					ROOT + "settings..", "org.springframework.web..", "org.springframework.boot..");

	@ArchTest
	static final ArchRule pythonsSyntaxKnowsNothingOfValues = classes().that()
			.resideInAPackage(ROOT + "alembic.python.syntax..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + "alembic.python.syntax..", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule whatPythonsSyntaxStandsForComesFromNoFile = classes().that()
			.resideInAPackage(ROOT + "alembic.python.evaluation..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + "alembic.python.evaluation..", ROOT + "alembic.python.syntax..", "java..",
					"org.jspecify..");

	@ArchTest
	static final ArchRule pythonKnowsNothingOfAlembic = classes().that()
			.resideInAPackage(ROOT + "alembic.python..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + "alembic.python..", ROOT + "alembic.source..", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule onlyTheLiveFilesTouchADisk = noClasses().that()
			.resideInAPackage(ROOT + "alembic..")
			.and()
			.resideOutsideOfPackage(ROOT + "alembic.source.live..")
			.should()
			.dependOnClassesThat(nameMatching("java\\.nio\\.file\\.(attribute|spi)\\..*"
					+ "|java\\.nio\\.file\\.(Files|FileSystems|FileStore|LinkOption|.*DirectoryStream|Watch.*)"
					+ "|java\\.nio\\.channels\\..*File.*|java\\.io\\.(File|RandomAccessFile).*|java\\.util\\.(zip|jar)\\..*"))
			.orShould()
			.callMethodWhere(target(owner(equivalentTo(Path.class)))
					.and(target(nameMatching("toRealPath|toFile|toUri|register"))));

	@ArchTest
	static final ArchRule nobodyGoesInCircles = slices().matching(ROOT + "(**)").should().beFreeOfCycles();

}
