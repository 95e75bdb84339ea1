package ai.backend.dbstatus.component;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which components somebody asks for.
 *
 * @param groups the names of groups; empty for all
 * @param environments environments; empty for all, and for those that have none
 * @param words what a component's name, title, group or environment contains, each of them somewhere, in small letters
 */
public record Selection(Set<String> groups, Set<String> environments, List<String> words) {

	/** All components. */
	public static final Selection ALL = new Selection(Set.of(), Set.of(), List.of());

	public Selection {
		groups = Set.copyOf(groups);
		environments = Set.copyOf(environments);
		words = words.stream().map((word) -> word.toLowerCase(Locale.ROOT)).toList();
	}

	/**
	 * Whether somebody asks for this component.
	 */
	public boolean includes(Component component) {
		Placement placement = component.placement();
		return (this.groups.isEmpty() || this.groups.contains(placement.group()))
				&& (this.environments.isEmpty() || isOf(placement.environment()))
				&& (this.words.isEmpty() || hasWords(component, placement));
	}

	private boolean isOf(@Nullable String environment) {
		return environment != null && this.environments.contains(environment);
	}

	private boolean hasWords(Component component, Placement placement) {
		String environment = (placement.environment() != null) ? placement.environment() : "";
		String text = String.join(" ", component.name(), component.title(), placement.group(), environment)
				.toLowerCase(Locale.ROOT);
		return this.words.stream().allMatch(text::contains);
	}

}
