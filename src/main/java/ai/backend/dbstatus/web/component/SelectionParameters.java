package ai.backend.dbstatus.web.component;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.NearNames;
import ai.backend.dbstatus.component.Selection;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.http.BadParameterException;
import ai.backend.dbstatus.web.http.Parameter;
import ai.backend.dbstatus.web.http.Query;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters that choose among components, wherever several of them are listed.
 */
public final class SelectionParameters {

	/** The names of groups. */
	public static final Parameter<List<String>> GROUP = Parameter.listOf("group", "the names of groups",
			(name) -> name);

	/** Environments. */
	public static final Parameter<List<String>> ENVIRONMENT = Parameter.listOf("environment", "environments",
			(name) -> name);

	/** Words. */
	public static final Parameter<String> WORDS = Parameter.text("q");

	/** Statuses. */
	public static final Parameter<List<Status>> STATUS = Parameter.someOf("status", Status.class);

	private SelectionParameters() {
	}

	/**
	 * Which components a request asks for.
	 * @param all the components that there are
	 * @throws BadParameterException if it names a group or an environment that no component has: a typing error must not
	 * look like a group in which all is well
	 */
	public static Selection read(Query query, List<Component> all) {
		Set<String> groups = known(query, GROUP, "the name of a group",
				all.stream().map((component) -> component.placement().group()).collect(Collectors.toSet()));
		Set<String> environments = known(query, ENVIRONMENT, "an environment of a component",
				all.stream()
						.map((component) -> component.placement().environment())
						.filter(Objects::nonNull)
						.collect(Collectors.toSet()));
		return new Selection(groups, environments,
				Arrays.stream(query.get(WORDS, "").split("\\s+")).filter((word) -> !word.isEmpty()).toList());
	}

	private static Set<String> known(Query query, Parameter<List<String>> parameter, String form,
			Collection<String> known) {
		Set<String> asked = new LinkedHashSet<>(query.get(parameter, List.of()));
		for (String one : asked) {
			if (!known.contains(one)) {
				List<String> near = NearNames.of(one, known).stream().sorted().toList();
				throw new BadParameterException(parameter.name(),
						form + (near.isEmpty() ? "" : ", as " + String.join(", ", near)));
			}
		}
		return asked;
	}

	/**
	 * The statuses that a request asks for; {@code null} for all.
	 */
	public static @Nullable Set<Status> statuses(Query query) {
		List<Status> asked = query.get(STATUS);
		return (asked != null) ? EnumSet.copyOf(asked) : null;
	}

}
