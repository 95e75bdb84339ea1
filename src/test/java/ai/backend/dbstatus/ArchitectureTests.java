package ai.backend.dbstatus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.assertj.core.api.SoftAssertions;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the arrows between the packages. Each package knows those that the table in {@code src/docs/architecture.md}
 * allows it, and no other: the picture is the rule.
 */
@AnalyzeClasses(packagesOf = DbStatusApplication.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "ai.backend.dbstatus";

	private static final Path PICTURE = Path.of("src/docs/architecture.md");

	/** A package, what it is for, and whom it knows. */
	private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\|[^|]*\\|([^|]*)\\|");

	private static final Pattern PACKAGE = Pattern.compile("`([a-z.]+)`");

	@ArchTest
	static void eachPackageKnowsThoseThatThePictureShows(JavaClasses classes) throws IOException {
		Map<String, Set<String>> seen = seen(classes);
		Map<String, Set<String>> drawn = drawn();
		assertThat(seen.keySet()).isEqualTo(drawn.keySet());
		SoftAssertions.assertSoftly((softly) -> seen
				.forEach((who, whom) -> softly.assertThat(whom).as(who + " knows").isEqualTo(drawn.get(who))));
	}

	@ArchTest
	static final ArchRule nobodyGoesInCircles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule theDomainKnowsNoFramework = noClasses().that()
			.resideInAnyPackage(inside("alembic"), inside("database"), inside("execution"), inside("component"),
					inside("status"), inside("graph"), inside("palette"))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "io.micrometer..", "jakarta..");

	@ArchTest
	static final ArchRule revisionsAreAGraphAndNothingElse = classes().that()
			.resideInAPackage(inside("alembic.revision"))
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(inside("alembic.revision"), "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule pythonIsReadWithoutLibraries = classes().that()
			.resideInAPackage(inside("alembic.python"))
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(inside("alembic.python"), inside("alembic.source"), "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule onlyTheLiveFilesTouchADisk = noClasses().that()
			.resideInAPackage(inside("alembic"))
			.and()
			.resideOutsideOfPackages(inside("alembic.source.live"), inside("alembic.source.git"),
					inside("alembic.source.archive"))
			.should()
			.dependOnClassesThat(nameMatching("java\\.nio\\.file\\.(attribute|spi)\\..*"
					+ "|java\\.nio\\.file\\.(Files|FileSystems|FileStore|LinkOption|.*DirectoryStream|Watch.*)"
					+ "|java\\.nio\\.channels\\..*File.*|java\\.io\\.(File|RandomAccessFile).*|java\\.util\\.(zip|jar)\\..*"))
			.orShould()
			.callMethodWhere(target(owner(equivalentTo(Path.class)))
					.and(target(nameMatching("toRealPath|toFile|toUri|register"))));

	private static String inside(String name) {
		return ROOT + "." + name + "..";
	}

	private static Map<String, Set<String>> drawn() throws IOException {
		Map<String, Set<String>> arrows = new TreeMap<>();
		for (String line : Files.readAllLines(PICTURE)) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				Set<String> whom = new TreeSet<>();
				PACKAGE.matcher(row.group(2)).results().forEach((name) -> whom.add(name.group(1)));
				assertThat(arrows.put(row.group(1), whom)).as("one row for " + row.group(1)).isNull();
			}
		}
		return arrows;
	}

	private static Map<String, Set<String>> seen(JavaClasses classes) {
		Map<String, Set<String>> arrows = new TreeMap<>();
		for (JavaClass type : classes) {
			String who = type.getPackageName();
			if (!who.equals(ROOT)) {
				Set<String> whom = arrows.computeIfAbsent(name(who), (_) -> new TreeSet<>());
				for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
					String target = dependency.getTargetClass().getPackageName();
					if (target.startsWith(ROOT + ".") && !target.equals(who)) {
						whom.add(name(target));
					}
				}
			}
		}
		return arrows;
	}

	private static String name(String packageName) {
		return packageName.substring(ROOT.length() + 1);
	}

}
