package ai.backend.dbstatus;

import java.util.stream.Stream;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the arrows between the packages: one way through, no way back.
 */
@AnalyzeClasses(packagesOf = DbStatusApplication.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "ai.backend.dbstatus.";

	@ArchTest
	static final ArchRule theAlembicLibraryKnowsNobody = knowsOnly("alembic..");

	@ArchTest
	static final ArchRule theDatabaseKnowsNobody = knowsOnly("database..");

	@ArchTest
	static final ArchRule aDatabaseUrlKnowsNobody = knowsOnly("database.url", "database");

	@ArchTest
	static final ArchRule connectionsKnowNothingOfQuestions = knowsOnly("database.session", "database", "database.url");

	@ArchTest
	static final ArchRule theVersionTableIsOneQuestion = knowsOnly("database.version", "database", "database.url",
			"database.session");

	@ArchTest
	static final ArchRule theExecutionKnowsNobody = knowsOnly("execution..");

	@ArchTest
	static final ArchRule theHistoryKnowsTheScriptsOnly = knowsOnly("status.history", "alembic..");

	@ArchTest
	static final ArchRule theReportKnowsTheHistoryOnly = knowsOnly("status.report", "status.history");

	@ArchTest
	static final ArchRule theActionsKnowTheReportOnly = knowsOnly("status.action", "status.report");

	@ArchTest
	static final ArchRule aComponentKnowsNotHowItIsChecked = knowsOnly("component..", "alembic.config",
			"status.action", "status.report");

	@ArchTest
	static final ArchRule whoeverLooksDoesNotJudge = knowsOnly("status.observation", "alembic..", "database..",
			"execution..", "component..", "status.action", "status.report");

	@ArchTest
	static final ArchRule whoeverJudgesAsksNobody = knowsOnly("status.judgement", "alembic..", "database.version",
			"component..", "status.action", "status.history", "status.observation", "status.report");

	@ArchTest
	static final ArchRule theCheckKnowsNotWhoAsks = knowsOnly("status.check", "alembic.config", "database.session",
			"execution..", "component..", "status.history", "status.judgement", "status.observation",
			"status.report");

	@ArchTest
	static final ArchRule thePollerKnowsNotHowAComponentIsChecked = knowsOnly("status.poll", "component..",
			"status.report");

	@ArchTest
	static final ArchRule theGraphOnlyDraws = knowsOnly("graph..", "status.history", "status.report");

	@ArchTest
	static final ArchRule theStatusKnowsNotHowItIsShown = noClasses().that()
			.resideInAPackage(ROOT + "status..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + "graph..", ROOT + "web..", ROOT + "health..", ROOT + "metrics..",
					ROOT + "monitor..", ROOT + "settings..", "org.springframework..");

	@ArchTest
	static final ArchRule nobodyGoesInCircles = slices().matching(ROOT + "(**)").should().beFreeOfCycles();

	/**
	 * Classes of a package know those of the same one, of these packages of ours, and of libraries other than Spring.
	 */
	private static ArchRule knowsOnly(String who, String... whom) {
		String[] allowed = Stream.concat(Stream.of(who), Stream.of(whom)).map(ROOT::concat).toArray(String[]::new);
		return noClasses().that()
				.resideInAPackage(ROOT + who)
				.should()
				.dependOnClassesThat(resideInAnyPackage(ROOT + ".", "org.springframework..")
						.and(not(resideInAnyPackage(allowed))));
	}

}
