package ai.backend.dbstatus.status.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.BrokenHistoryException;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.ConfigNotFoundException;
import ai.backend.dbstatus.alembic.config.InvalidConfigException;
import ai.backend.dbstatus.alembic.revision.DuplicateLabelException;
import ai.backend.dbstatus.alembic.revision.DuplicateRevisionException;
import ai.backend.dbstatus.alembic.revision.IllegalRevisionIdException;
import ai.backend.dbstatus.alembic.revision.MissingRevisionException;
import ai.backend.dbstatus.alembic.revision.RevisionCycleException;
import ai.backend.dbstatus.alembic.script.NoScriptsException;
import ai.backend.dbstatus.alembic.script.ScriptException;
import ai.backend.dbstatus.alembic.script.ScriptsNotFoundException;
import ai.backend.dbstatus.alembic.script.UnreadableScriptException;
import ai.backend.dbstatus.alembic.source.ChangingFilesException;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Server;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.action.ShellWords;
import ai.backend.dbstatus.status.report.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Says in the words of the contract what went wrong in the libraries below.
 */
final class Problems {

	private static final int MOST_FILES = 5;

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

	private Problems() {
	}

	/**
	 * The revisions of a project, or why there are none.
	 * @param <X> what else reading may end with, which is thrown on
	 */
	static <X extends Exception> Attempt<RevisionHistory> history(HistoryReader<X> reader) throws X {
		try {
			return new Attempt.Known<>(reader.read());
		}
		catch (AlembicConfigException ex) {
			return new Attempt.Failed<>(of(ex));
		}
		catch (ScriptException ex) {
			return new Attempt.Failed<>(of(ex));
		}
		catch (BrokenHistoryException ex) {
			return new Attempt.Failed<>(of(ex));
		}
		catch (UnavailableFilesException ex) {
			return new Attempt.Failed<>(of(ex));
		}
		catch (ChangingFilesException ex) {
			return new Attempt.Failed<>(of(ex));
		}
	}

	/**
	 * Reads the revisions of a project.
	 *
	 * @param <X> what else it may end with
	 */
	@FunctionalInterface
	interface HistoryReader<X extends Exception> {

		RevisionHistory read() throws X;

	}

	static Problem of(AlembicConfigException ex) {
		Reason reason = switch (ex) {
			case ConfigNotFoundException _ -> Reason.CONFIG_NOT_FOUND;
			case InvalidConfigException _ -> Reason.CONFIG_INVALID;
			case ai.backend.dbstatus.alembic.config.ScriptsNotFoundException _ -> Reason.SCRIPTS_NOT_FOUND;
		};
		return new Problem(reason, sentence(ex), file(ex.file()));
	}

	static Problem of(ScriptException ex) {
		return switch (ex) {
			case ScriptsNotFoundException _ -> new Problem(Reason.SCRIPTS_NOT_FOUND, sentence(ex));
			case NoScriptsException _ -> new Problem(Reason.NO_SCRIPTS, sentence(ex));
			case UnreadableScriptException script -> new Problem(Reason.SCRIPT_UNREADABLE, sentence(ex),
					file(script.file().toString()));
		};
	}

	static Problem of(UnavailableFilesException ex) {
		return new Problem(Reason.SCRIPT_UNREADABLE, sentence(ex));
	}

	static Problem of(ChangingFilesException ex) {
		return new Problem(Reason.SCRIPTS_CHANGING, sentence(ex));
	}

	static Problem of(BrokenHistoryException ex) {
		return switch (ex.refusal()) {
			case DuplicateRevisionException duplicate ->
				about(Reason.DUPLICATE_REVISION, ex, duplicate.revisions(), duplicate.revisions());
			case MissingRevisionException missing -> {
				MissingRevisionException.Reference first = missing.references().getFirst();
				yield about(Reason.MISSING_REVISION, ex, List.of(first.missing()),
						missing.references().stream().map(MissingRevisionException.Reference::revision).toList());
			}
			case RevisionCycleException cycle -> about(Reason.CYCLE, ex, cycle.revisions(), cycle.revisions());
			case DuplicateLabelException label ->
				about(Reason.DUPLICATE_LABEL, ex, List.of(label.revision()), List.of(label.revision(), label.usedBy()));
			case IllegalRevisionIdException illegal ->
				about(Reason.SCRIPT_UNREADABLE, ex, List.of(illegal.revision()), List.of(illegal.revision()));
		};
	}

	static Problem of(DatabaseException ex, DatabaseUrl url) {
		Map<Fact, String> facts = new LinkedHashMap<>();
		facts.put(Fact.SERVER, url.address());
		if (!url.database().isEmpty()) {
			facts.put(Fact.DATABASE, url.database());
		}
		if (url.username() != null) {
			facts.put(Fact.USERNAME, url.username());
		}
		facts.putAll(client(url));
		return new Problem(reason(ex.failure()), ex.getMessage(), facts);
	}

	/** What leads the server's own clients there. */
	private static Map<Fact, String> client(DatabaseUrl url) {
		if (url.servers().isEmpty()) {
			return Map.of(Fact.SQLITE, url.address());
		}
		Server server = url.servers().getFirst();
		String user = (url.username() != null) ? " -U " + ShellWords.quote(url.username()) : "";
		Map<Fact, String> facts = new LinkedHashMap<>();
		String host = "-h " + ShellWords.quote(server.host());
		switch (url.dialect()) {
			case POSTGRESQL -> facts.put(Fact.POSTGRESQL, host + " -p " + server.port() + user);
			case MYSQL -> facts.put(Fact.MYSQL, host + " -P " + server.port() + user.replaceFirst("-U", "-u") + " -p");
			case SQLITE -> {
			}
		}
		if (LOOPBACK.contains(server.host())) {
			facts.put(Fact.LOOPBACK, server.host());
		}
		return facts;
	}

	/**
	 * The problem with a URL that could not be read.
	 */
	static Problem of(DatabaseException ex) {
		return new Problem(reason(ex.failure()), ex.getMessage());
	}

	private static String sentence(RuntimeException ex) {
		return Objects.requireNonNull(ex.getMessage(), "These exceptions all say what is wrong");
	}

	static Reason reason(DatabaseFailure failure) {
		return switch (failure) {
			case CONNECTION_REFUSED -> Reason.CONNECTION_REFUSED;
			case HOST_NOT_FOUND -> Reason.HOST_NOT_FOUND;
			case CONNECT_TIMEOUT -> Reason.CONNECT_TIMEOUT;
			case CONNECTION_LOST -> Reason.CONNECTION_LOST;
			case TOO_MANY_CONNECTIONS -> Reason.TOO_MANY_CONNECTIONS;
			case SERVER_STARTING -> Reason.SERVER_STARTING;
			case QUERY_TIMEOUT -> Reason.QUERY_TIMEOUT;
			case LOCK_TIMEOUT -> Reason.LOCK_TIMEOUT;
			case AUTHENTICATION_FAILED -> Reason.AUTHENTICATION_FAILED;
			case DATABASE_NOT_FOUND -> Reason.DATABASE_NOT_FOUND;
			case PERMISSION_DENIED -> Reason.PERMISSION_DENIED;
			case TLS_FAILED -> Reason.TLS_FAILED;
			case CONFIG_INVALID -> Reason.CONFIG_INVALID;
			case DATABASE_URL_INVALID -> Reason.DATABASE_URL_INVALID;
			case DATABASE_UNSUPPORTED -> Reason.DATABASE_UNSUPPORTED;
			case INTERNAL_ERROR -> Reason.INTERNAL_ERROR;
		};
	}

	private static Problem about(Reason reason, BrokenHistoryException ex, List<String> revisions,
			List<String> concerned) {
		List<String> files = ex.scripts(concerned).stream().map((script) -> script.file().toString()).toList();
		Map<Fact, String> facts = new LinkedHashMap<>();
		facts.put(Fact.REVISION, ShellWords.join(revisions));
		facts.put(Fact.FILE, ShellWords.join(files.stream().limit(MOST_FILES).toList()));
		return new Problem(reason, "%s See %s.".formatted(ex.getMessage(), some(files)), facts);
	}

	/** The first few: a cycle can be as long as a history. */
	private static String some(List<String> files) {
		return files.stream().limit(MOST_FILES).collect(Collectors.joining(", "));
	}

	private static Map<Fact, String> file(@Nullable String file) {
		return (file != null) ? Map.of(Fact.FILE, ShellWords.quote(file)) : Map.of();
	}

}
