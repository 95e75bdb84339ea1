package ai.backend.dbstatus.alembic.environment;

import java.util.Map;
import java.util.TreeMap;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * An object that means something in an {@code env.py}.
 */
sealed interface EnvironmentObject extends PyObject.Extension {

	/** Alembic: {@code alembic.context}. */
	enum Context implements EnvironmentObject {

		/** The only one. */
		CONTEXT

	}

	/** Alembic: {@code context.config}. */
	enum Config implements EnvironmentObject {

		/** The only one. */
		CONFIG

	}

	/**
	 * A function of the project.
	 *
	 * @param definition what is written
	 * @param frame the names that it sees
	 */
	record Function(Stmt.FunctionDef definition, Frame frame) implements EnvironmentObject {

		@Override
		public Boolean truth() {
			return true;
		}

	}

	/**
	 * A class of the project.
	 *
	 * @param definition what is written
	 * @param frame the names that it sees
	 */
	record Type(Stmt.ClassDef definition, Frame frame) implements EnvironmentObject {

		@Override
		public Boolean truth() {
			return true;
		}

	}

	/**
	 * A dictionary whose keys are texts. It never changes: whoever sets an item makes another one.
	 *
	 * @param items the items that are known
	 * @param others whether it may have items besides
	 */
	record Mapping(Map<String, PyObject> items, Others others) implements EnvironmentObject {

		/** It has no items. */
		static final Mapping EMPTY = new Mapping(Map.of(), Others.NONE);

		/** It may have any items. */
		static final Mapping OPEN = new Mapping(Map.of(), Others.ANY);

		public Mapping {
			items = Map.copyOf(items);
		}

		Mapping with(String key, PyObject value) {
			Map<String, PyObject> changed = new TreeMap<>(this.items);
			changed.put(key, value);
			return new Mapping(changed, this.others);
		}

		Mapping without(String key) {
			Map<String, PyObject> changed = new TreeMap<>(this.items);
			changed.remove(key);
			return new Mapping(changed, this.others);
		}

		/** With the items of another, which win. */
		Mapping with(Mapping more) {
			Map<String, PyObject> changed = new TreeMap<>((more.others == Others.ANY) ? Map.of() : this.items);
			changed.putAll(more.items);
			return new Mapping(changed, (more.others.compareTo(this.others) > 0) ? more.others : this.others);
		}

		/** What is known whichever of two it is. */
		Mapping or(Mapping other) {
			Map<String, PyObject> either = new TreeMap<>(this.items);
			either.replaceAll((key, value) -> value.equals(other.items.get(key)) ? value : PyObject.UNKNOWN);
			other.items.keySet().forEach((key) -> either.putIfAbsent(key, PyObject.UNKNOWN));
			return new Mapping(either, (other.others.compareTo(this.others) > 0) ? other.others : this.others);
		}

		/** The item of this key, another value where there surely is none. */
		PyObject get(String key, PyObject otherwise) {
			PyObject item = this.items.get(key);
			return (item != null) ? item : (this.others == Others.NONE) ? otherwise : PyObject.UNKNOWN;
		}

		@Override
		public @Nullable Boolean truth() {
			return !this.items.isEmpty() ? Boolean.TRUE : (this.others == Others.NONE) ? Boolean.FALSE : null;
		}

		/** Which items there may be that are not known. */
		enum Others {

			/** None. */
			NONE,

			/** What the application gave to Flask-Migrate: {@code current_app.extensions["migrate"].configure_args}. */
			OF_FLASK_MIGRATE,

			/** Any. */
			ANY

		}

	}

	/**
	 * What an environment variable is, or another object where it is not set. The environment of this service is not that
	 * of a migration, so that it is never looked up.
	 *
	 * @param name the variable
	 * @param otherwise what it is where the variable is not set
	 */
	record Variable(String name, PyObject otherwise) implements EnvironmentObject {}

	/**
	 * An engine, or a connection of one.
	 *
	 * @param url what it connects to: {@link Given.Nothing} if to the URL of the ini file
	 */
	record Engine(Given url) implements EnvironmentObject {

		@Override
		public Boolean truth() {
			return true;
		}

	}

	/**
	 * SQLAlchemy: {@code MetaData}, or a declarative base that has one.
	 *
	 * @param schema its {@code schema}
	 */
	record MetaData(PyObject schema) implements EnvironmentObject {}

}
