package ai.backend.dbstatus.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The components that there are, and who hears of it as they come and go. Safe for concurrent use; whoever reads never
 * waits.
 */
public final class Components {

	private static final Log log = LogFactory.getLog(Components.class);

	private final String defaultName;

	private final List<ComponentListener> listeners = new ArrayList<>();

	/** By name, in the order in which they came. Replaced and never changed. */
	private volatile Map<String, Component> components = Map.of();

	/**
	 * A registry without components.
	 * @param defaultName the name of the component that is meant where none is named, whether it is there or not
	 */
	public Components(String defaultName) {
		this.defaultName = defaultName;
	}

	/**
	 * All components, in the order in which they came.
	 */
	public List<Component> all() {
		return List.copyOf(this.components.values());
	}

	/**
	 * Their names, in that order.
	 */
	public List<String> names() {
		return List.copyOf(this.components.keySet());
	}

	/**
	 * The component of a name.
	 * @throws UnknownComponentException if there is none
	 */
	public Component get(String name) {
		Component component = this.components.get(name);
		if (component == null) {
			throw new UnknownComponentException(name, names());
		}
		return component;
	}

	/**
	 * The name of the component that is meant where none is named, whether it is there or not.
	 */
	public String defaultName() {
		return this.defaultName;
	}

	/**
	 * Adds a component, after the others.
	 * @throws IllegalArgumentException if there is one of its name
	 */
	public void add(Component component) {
		addAll(List.of(component));
	}

	/**
	 * Adds components, after the others.
	 * @throws IllegalArgumentException if there is one of the name of one of them; then none is added
	 */
	public synchronized void addAll(List<Component> added) {
		Map<String, Component> changed = new LinkedHashMap<>(this.components);
		for (Component component : added) {
			if (changed.putIfAbsent(component.name(), component) != null) {
				throw new IllegalArgumentException("There is a component '%s' already".formatted(component.name()));
			}
		}
		added.forEach((component) -> tell((listener) -> listener.added(component)));
		this.components = changed;
	}

	/**
	 * Puts a component into the place of the one of its name.
	 * @throws UnknownComponentException if there is none
	 */
	public synchronized void replace(Component component) {
		Component before = get(component.name());
		tell((listener) -> listener.replaced(before, component));
		Map<String, Component> changed = new LinkedHashMap<>(this.components);
		changed.put(component.name(), component);
		this.components = changed;
	}

	/**
	 * Removes the component of a name.
	 * @throws UnknownComponentException if there is none
	 */
	public synchronized void remove(String name) {
		Component component = get(name);
		Map<String, Component> changed = new LinkedHashMap<>(this.components);
		changed.remove(name);
		this.components = changed;
		tell((listener) -> listener.removed(component));
	}

	/**
	 * Has somebody told of the components that there are, and from then on of each that comes, goes or changes.
	 */
	public synchronized void addListener(ComponentListener listener) {
		this.components.values().forEach(listener::added);
		this.listeners.add(listener);
	}

	/** One who fails keeps nobody else from hearing of it. */
	private void tell(Consumer<ComponentListener> change) {
		for (ComponentListener listener : this.listeners) {
			try {
				change.accept(listener);
			}
			catch (RuntimeException ex) {
				log.error("A listener to components failed because of a defect of this service", ex);
			}
		}
	}

}
