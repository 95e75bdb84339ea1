package ai.backend.dbstatus.database.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What PostgreSQL's catalog held at a revision, as it was recorded, with changes by hand: what is dropped takes with it what
 * PostgreSQL drops with it.
 */
public final class RecordedCatalog {

	private final List<Item> items = new ArrayList<>();

	/**
	 * The catalog of a revision.
	 * @param recorded the objects by kind
	 */
	public RecordedCatalog(JsonNode recorded) {
		for (JsonNode table : recorded.path("tables")) {
			this.items.add(new Item("TABLE", null, table.asString(), List.of(), null));
		}
		for (JsonNode column : recorded.path("columns")) {
			this.items.add(owned("COLUMN", column.asString()));
		}
		for (JsonNode index : recorded.path("indexes")) {
			this.items.add(new Item("INDEX", index.path("table").asString(), index.path("name").asString(),
					strings(index.path("uses")), null));
		}
		for (JsonNode constraint : recorded.path("constraints")) {
			this.items.add(new Item(constraint.path("kind").asString(), constraint.path("table").asString(),
					constraint.path("name").asString(), strings(constraint.path("columns")),
					constraint.path("refers").asString(null)));
		}
		recorded.path("enums").properties().forEach((type) -> {
			this.items.add(new Item("ENUM", null, type.getKey(), List.of(), null));
			type.getValue()
					.forEach((value) -> this.items
							.add(new Item("ENUM_VALUE", type.getKey(), value.asString(), List.of(), null)));
		});
		for (JsonNode sequence : recorded.path("sequences")) {
			String of = sequence.path("of").asString(null);
			this.items.add(new Item("SEQUENCE", null, sequence.path("name").asString(), List.of(), of));
		}
		for (JsonNode view : recorded.path("views")) {
			this.items.add(new Item("VIEW", null, view.asString(), List.of(), null));
		}
	}

	private static Item owned(String kind, String name) {
		int dot = name.indexOf('.');
		return new Item(kind, name.substring(0, dot), name.substring(dot + 1), List.of(), null);
	}

	private static List<String> strings(JsonNode list) {
		List<String> strings = new ArrayList<>();
		list.forEach((each) -> strings.add(each.asString()));
		return strings;
	}

	/**
	 * The objects that are there.
	 */
	public List<Item> items() {
		return List.copyOf(this.items);
	}

	/**
	 * Drops an object, and what goes with it.
	 */
	public void drop(Item item) {
		this.items.remove(item);
		switch (item.kind()) {
			case "TABLE" -> {
				this.items.removeIf((each) -> item.name().equals(each.table()) && !each.kind().equals("ENUM_VALUE"));
				this.items.removeIf((each) -> item.name().equals(each.refers())
						|| (each.refers() != null && each.refers().startsWith(item.name() + ".")));
			}
			case "COLUMN" -> {
				List<Item> users = this.items.stream()
						.filter((each) -> Objects.equals(each.table(), item.table())
								&& each.columns().contains(item.name()))
						.toList();
				users.forEach(this::drop);
				this.items.removeIf((each) -> (item.table() + "." + item.name()).equals(each.refers()));
			}
			case "PRIMARY_KEY" -> this.items.removeIf((each) -> Objects.equals(each.refers(), item.table()));
			case "ENUM" -> this.items.removeIf((each) -> each.kind().equals("ENUM_VALUE")
					&& Objects.equals(each.table(), item.name()));
			default -> {
			}
		}
	}

	/**
	 * Adds a table by hand.
	 */
	public void addTable(String name) {
		this.items.add(new Item("TABLE", null, name, List.of(), null));
	}

	/**
	 * The catalog as it is read from a database.
	 */
	public Catalog catalog() {
		Catalog catalog = new Catalog("public");
		Catalog.Place place = new Catalog.Place("public", true);
		inOrder().forEach((item) -> {
			String table = Objects.requireNonNullElse(item.table(), "");
			switch (item.kind()) {
				case "TABLE" -> catalog.table(place, item.name());
				case "COLUMN" -> catalog.column(place, table, item.name());
				case "INDEX" -> catalog.index(place, table, item.name());
				case "ENUM" -> catalog.enumValue(place, item.name(), null);
				case "ENUM_VALUE" -> catalog.enumValue(place, table, item.name());
				case "SEQUENCE" -> catalog.sequence(place, item.name());
				case "VIEW" -> catalog.view(place, item.name());
				default -> catalog.constraint(place, table, new Catalog.Constraint(
						Catalog.Kind.valueOf(item.kind()), item.name(), item.columns()));
			}
		});
		return catalog;
	}

	private Collection<Item> inOrder() {
		List<Item> ordered = new ArrayList<>(
				this.items.stream().filter((item) -> item.kind().equals("TABLE")).toList());
		this.items.stream().filter((item) -> !item.kind().equals("TABLE")).forEach(ordered::add);
		return ordered;
	}

	/**
	 * An object.
	 *
	 * @param kind the name of its kind
	 * @param table its table, or the type of an enum value; {@code null} where it has none
	 * @param columns the columns of a constraint, and those that an index uses
	 * @param refers the table that a foreign key refers to, the column that a sequence is for
	 */
	public record Item(String kind, @Nullable String table, String name, List<String> columns,
			@Nullable String refers) {}

}
