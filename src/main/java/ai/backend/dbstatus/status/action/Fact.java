package ai.backend.dbstatus.status.action;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a recommended action may speak of. The placeholder of {@code VERSION_TABLE} is <code>{version-table}</code>.
 */
public enum Fact {

	/** The component's name. */
	COMPONENT,

	/** The component's Alembic file. */
	CONFIG,

	/** Alembic's options that choose that file and, where it is not the default one, the section in it. */
	ALEMBIC,

	/** The command that starts Alembic on the component's project; a subcommand follows it. */
	ALEMBIC_COMMAND,

	/** An example of the component's Alembic file, where its project brings one along. */
	EXAMPLE_CONFIG,

	/** The component's Alembic file, where a database's URL that is written there is used. */
	URL_FILE,

	/** What to upgrade to: {@code head}, or {@code heads} where there are several. */
	TARGET,

	/** The heads' ids. */
	HEADS,

	/** The head that stays as it is when another branch is put on top of it; known in rebase commands only. */
	BASE,

	/** The head whose branch is put on top of another one; known in rebase commands only. */
	TOP,

	/** The first revision that an upgrade would apply. */
	FIRST_PENDING,

	/** The rows that name no revision. */
	UNKNOWN,

	/** The branch, tag or commit whose scripts have the rows that these scripts lack. */
	REF,

	/** Its commit. */
	COMMIT,

	/** The newest revision that both have, to which those scripts can take the database back. */
	BACK,

	/** The row that is the ancestor of another row. */
	ANCESTOR,

	/** The version table's name. */
	VERSION_TABLE,

	/** The database's host and port. */
	SERVER,

	/** The database's name. */
	DATABASE,

	/** Who logs in to the database. */
	USERNAME,

	/** The options of PostgreSQL's clients that lead to the server; known of a PostgreSQL only. */
	POSTGRESQL,

	/** The options of MySQL's clients that lead to the server; known of a MySQL or MariaDB only. */
	MYSQL,

	/** The file; known of SQLite only. */
	SQLITE,

	/** The database's host where it is the machine, or the container, that this service runs on. */
	LOOPBACK,

	/** The file that is at fault, with the line where one is known. */
	FILE,

	/** The revision that is at fault. */
	REVISION,

	/** What comes right before the revision that is at fault: {@code base}, or the revisions, separated by commas. */
	DOWN,

	/** An object of the schema, with its kind before it. */
	OBJECT,

	/** The revision that the database can be stamped with, so that the schema bears it out. */
	STAMP,

	/** The session of the migration that is under way. */
	PID,

	/** The session that blocks that migration. */
	BLOCKER,

	/** What is known of the session that blocks: its user, its application, what it is doing. */
	BLOCKER_SESSION,

	/** The statement or command that ends the session that blocks. */
	END_BLOCKER;

	/** Each of them one word or several of a command, as {@link ShellWords} makes them. */
	private static final Set<Fact> WORDS = EnumSet.of(ALEMBIC, ALEMBIC_COMMAND, HEADS, UNKNOWN, BACK, FILE, REVISION,
			DOWN,
			OBJECT, STAMP, POSTGRESQL, MYSQL, END_BLOCKER);

	/** Those of them that are options, and meant to be. */
	private static final Set<Fact> OPTIONS = EnumSet.of(ALEMBIC, POSTGRESQL, MYSQL);

	private final String placeholder = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/**
	 * The name between braces that stands for this fact in a template.
	 */
	public String placeholder() {
		return this.placeholder;
	}

	/**
	 * Whether its value is filled in as it is: words that are quoted for a shell already, or a statement; else it is a text.
	 */
	boolean isWords() {
		return WORDS.contains(this);
	}

	/**
	 * Whether its value begins with an option of a command; that of any other fact must not be taken for one.
	 */
	boolean isOptions() {
		return OPTIONS.contains(this);
	}

	static @Nullable Fact named(String placeholder) {
		for (Fact fact : values()) {
			if (fact.placeholder.equals(placeholder)) {
				return fact;
			}
		}
		return null;
	}

}
