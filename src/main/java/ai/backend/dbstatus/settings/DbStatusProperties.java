package ai.backend.dbstatus.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the service. What is not among them is refused: a mistyped key would leave a component without its
 * database, or the service without its token, and nobody would be told.
 *
 * @param workdir Directory in which relative Alembic files and locations start: a Backend.AI checkout, say.
 * @param builtinComponents Whether manager, accountmgr and appproxy of a Backend.AI checkout are there without being
 * configured. Default: yes, unless "discover" finds projects that are not those of a Backend.AI checkout.
 * @param discover Directories below which Alembic projects are looked for when the service starts. Each is a component; what
 * "components" says of its name wins.
 * @param defaultComponent Component that is asked where none is named. Where it is not set: manager, or without built-in
 * components the first one configured.
 * @param components Components by name. The names are segments of URLs.
 * @param actions Recommended actions by reason.
 * @param alembicCommand Command that starts Alembic in recommended actions, as "uv run alembic {alembic}", where {alembic} are
 * the options that choose the component's Alembic file. Default: "alembic {alembic}", of the built-in components
 * "./py -m alembic {alembic}", of Flask-Migrate's projects "flask db".
 * @param advice Recommended actions as they come with the service; "actions", "divergence" and "migration" replace them.
 * @param maxAge How old a report may be when its request arrives. Zero: no older than the request.
 * @param health How a verdict becomes a health status.
 * @param database How databases are asked.
 * @param waits How callers may wait for a status.
 * @param divergence Commands that lead from several heads back to one.
 * @param migration Recommended actions while a migration is under way.
 * @param schema Recommended actions where the schema says more than the version table.
 * @param monitor The checks in the background.
 * @param events The streams of changes.
 * @param journal Where changes are kept that outlast a restart.
 * @param security Who may ask.
 * @param answerTimeout Within what time every report is answered, plus at most a second, whatever databases and file
 * systems do. A request that arrives while a check is under way waits for its end and for the next one.
 * @param git How git repositories are read.
 * @param archive How much is read of the archives that components are configured with.
 * @param upload How much is read of the archives that callers send.
 * @param plan What the pending revisions would do.
 */
@ConfigurationProperties(prefix = "db-status", ignoreUnknownFields = false)
public record DbStatusProperties(@DefaultValue(".") String workdir, @Nullable Boolean builtinComponents,
		@DefaultValue List<String> discover,
		@Nullable String defaultComponent, @DefaultValue Map<String, ComponentProperties> components,
		@DefaultValue Map<Reason, ActionProperties> actions, @Nullable String alembicCommand,
		@DefaultValue AdvicesProperties advice, @DefaultValue("0s") Duration maxAge,
		@DefaultValue HealthProperties health, @DefaultValue DatabaseProperties database,
		@Name("wait") @DefaultValue WaitProperties waits, @DefaultValue DivergenceProperties divergence,
		@DefaultValue MigrationProperties migration, @DefaultValue SchemaProperties schema,
		@DefaultValue MonitorProperties monitor, @DefaultValue EventsProperties events,
		@DefaultValue JournalProperties journal, @DefaultValue SecurityProperties security,
		@DefaultValue("10s") Duration answerTimeout, @DefaultValue GitProperties git,
		@DefaultValue ArchiveProperties archive, @DefaultValue UploadProperties upload,
		@DefaultValue PlanProperties plan) {

	static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("db-status");

	/**
	 * The settings of a component.
	 *
	 * @param title Name for a person. Default: the component's name.
	 * @param alembicConfig Alembic's configuration: an ini file or a pyproject.toml.
	 * @param section Section of the ini file.
	 * @param url Database URL in SQLAlchemy's or JDBC's form; overrides sqlalchemy.url.
	 * @param username Who logs in to the database; overrides that of url. Not used with a project's sqlalchemy.url.
	 * @param password Password; overrides that of url. Not used with a project's sqlalchemy.url.
	 * @param pythonPath Where package:directory locations are looked up, after prepend_sys_path.
	 * @param scriptLocation Overrides script_location.
	 * @param versionLocations Overrides version_locations.
	 * @param versionTable Version table. Default: what the Alembic project says, or else alembic_version.
	 * @param versionTableSchema Schema of the version table. Default: what the Alembic project says, or else the
	 * database's own default.
	 * @param allowMultipleHeads Whether several heads are how this project works, and no divergence.
	 * @param checkSchema Whether each check also holds the tables against what the applied revisions made. Not with tenants.
	 * @param trusted Whether the project's files may lead out of the working directory and name the database. Set it to
	 * false for a checkout that anybody may have written, such as that of a pull request.
	 * @param group Name of the group in which the page and lists show the component: the same thing in several
	 * environments. Default: the component's name.
	 * @param environment Environment of the component, as production or staging.
	 * @param tenants How the tenants are found, where the component is one history against many schemas or databases.
	 * @param git Git repository whose branches, tags and commits may be asked for.
	 * @param archive Zip, wheel, pex, tar (gz) or saved image (docker save, OCI layout) with the scripts, instead of the work tree.
	 * @param alembicCommand Command that starts Alembic on this project, in recommended actions. Default: that of all
	 * components.
	 * @param workdir Directory in which Alembic is started on this project; a relative one starts in db-status.workdir.
	 * @param sourceUrl Web address where people read a migration script, as
	 * "https://github.com/org/shop/blob/{commit}/{file}#L{line}". Pages and JSON link revisions to it.
	 */
	public record ComponentProperties(@Nullable String title, @Nullable String alembicConfig,
			@DefaultValue("alembic") String section, @Nullable String url, @Nullable String username,
			@Nullable String password, @DefaultValue( { "src", "." }) List<String> pythonPath,
			@Nullable String scriptLocation, @DefaultValue List<String> versionLocations, @Nullable String versionTable,
			@Nullable String versionTableSchema, @DefaultValue("false") boolean allowMultipleHeads,
			@DefaultValue("false") boolean checkSchema,
			@DefaultValue("true") boolean trusted, @Nullable String group, @Nullable String environment,
			@Nullable TenantsProperties tenants,
			@DefaultValue ComponentGitProperties git, @Nullable String archive, @Nullable String alembicCommand,
			@Nullable String workdir, @Nullable String sourceUrl){}

	/**
	 * How the tenants of a component are found, at each check. One of these.
	 *
	 * @param schemas Schemas of the database that are like this pattern, as SQL's LIKE takes it.
	 * @param query Query whose first column holds the schemas.
	 * @param databases Databases of the server that are like this pattern.
	 */
	public record TenantsProperties(@Nullable String schemas, @Nullable String query, @Nullable String databases) {}

	/**
	 * The git repository of a component.
	 *
	 * @param repository Repository, bare or not. Default: the one that the working directory lies in.
	 * @param ref Branch, tag or commit that the component follows instead of the work tree.
	 */
	public record ComponentGitProperties(@Nullable String repository, @Nullable String ref) {}

	/**
	 * How git repositories are read.
	 *
	 * @param keptCommits Of how many commits the scripts are kept in memory, for each repository and configuration.
	 */
	public record GitProperties(@DefaultValue("100") int keptCommits) {}

	/**
	 * How much is read of the archives that components are configured with.
	 *
	 * @param maxBytes How large an archive may be.
	 * @param maxEntries How many entries it may have, those of an image's layers included.
	 * @param maxExpandedBytes How large it may become when it is unpacked, an image's layers included. Of that, 256 MiB at most
	 * are kept in memory.
	 */
	public record ArchiveProperties(@DefaultValue("2GB") DataSize maxBytes, @DefaultValue("200000") int maxEntries,
			@DefaultValue("4GB") DataSize maxExpandedBytes) {}

	/**
	 * How much is read of the archives that callers send.
	 *
	 * @param maxBytes How large an archive may be.
	 * @param maxEntries How many entries it may have.
	 * @param maxExpandedBytes How large it may become when it is unpacked.
	 * @param maxClients How many may be read at once.
	 */
	public record UploadProperties(@DefaultValue("16MB") DataSize maxBytes, @DefaultValue("20000") int maxEntries,
			@DefaultValue("64MB") DataSize maxExpandedBytes, @DefaultValue("4") int maxClients) {}

	/**
	 * What the pending revisions would do.
	 *
	 * @param accept Effects that a comment in a script may accept, so that forbid= does not count them. Empty: a script's word
	 * is shown and does not count.
	 */
	public record PlanProperties(@DefaultValue( {
			"WOULD_FAIL", "LOSES_DATA", "REWRITES_TABLE", "BLOCKS_READS", "BREAKS_OLD_CODE", "SCANS_TABLE",
			"BLOCKS_WRITES", "IRREVERSIBLE", "NOT_KNOWN" }) Set<Effect> accept){}

	/**
	 * A recommended action.
	 *
	 * @param summary One sentence. Empty: no action.
	 * @param steps Commands, or steps in words.
	 * @param relatedSkill Slash command that does it.
	 */
	public record ActionProperties(@Nullable String summary, @Nullable List<String> steps,
			@Nullable String relatedSkill) {}

	/**
	 * Recommended actions as they come with the service.
	 *
	 * @param alembic What holds of any Alembic project.
	 * @param backendAi What is different for the built-in components.
	 */
	public record AdvicesProperties(@DefaultValue AdviceProperties alembic, @DefaultValue AdviceProperties backendAi) {}

	/**
	 * Recommended actions for a kind of project.
	 *
	 * @param actions Recommended actions by reason.
	 * @param divergence Commands that lead from several heads back to one.
	 * @param migration Recommended actions while a migration is under way.
	 */
	public record AdviceProperties(@DefaultValue Map<Reason, ActionProperties> actions,
			@DefaultValue DivergenceProperties divergence, @DefaultValue MigrationProperties migration,
			@DefaultValue SchemaProperties schema) {}

	/**
	 * How a verdict becomes a health status.
	 *
	 * @param upStatuses Statuses that count as UP.
	 */
	public record HealthProperties(@DefaultValue("UP_TO_DATE") Set<Status> upStatuses) {}

	/**
	 * How databases are asked.
	 *
	 * @param connectTimeout How long a connection may take, name resolution, TLS and login included.
	 * @param queryTimeout How long the query may take.
	 * @param lockTimeout How long the query may wait for a lock.
	 * @param maxConnections How many connections may be open at once, to all databases together.
	 * @param idleTimeout After what time a connection that nobody uses is closed.
	 */
	public record DatabaseProperties(@DefaultValue("3s") Duration connectTimeout,
			@DefaultValue("3s") Duration queryTimeout, @DefaultValue("1s") Duration lockTimeout,
			@DefaultValue("32") int maxConnections, @DefaultValue("30s") Duration idleTimeout) {}

	/**
	 * How callers may wait for a status.
	 *
	 * @param interval How long after the beginning of a check the next one begins while somebody waits.
	 * @param maxDuration How long one may wait.
	 * @param maxClients How many callers may wait at once, for all components together. Less than the connections that
	 * the server accepts, so that others still get through.
	 */
	public record WaitProperties(@DefaultValue("1s") Duration interval, @DefaultValue("10m") Duration maxDuration,
			@DefaultValue("500") int maxClients) {}

	/**
	 * Commands that lead from several heads back to one; empty for none. Placeholders are those of the recommended
	 * actions, and {base} and {top} in the second.
	 *
	 * @param merge Joins all heads by a merge revision.
	 * @param rebase Puts the branch of the head {top}, which is not merged yet, on top of the head {base}.
	 */
	public record DivergenceProperties(@Nullable String merge, @Nullable String rebase) {}

	/**
	 * Recommended actions while a migration is under way, in place of those of the reason.
	 *
	 * @param running While it runs.
	 * @param blocked While another session blocks it.
	 */
	public record MigrationProperties(@Nullable ActionProperties running, @Nullable ActionProperties blocked) {}

	/**
	 * Recommended actions where the schema says more than the version table, in place of those of the reason.
	 *
	 * @param stamp What to do where the tables bear out one revision for certain, which the version table does not name.
	 */
	public record SchemaProperties(@Nullable ActionProperties stamp) {}

	/**
	 * The checks in the background.
	 *
	 * @param interval How often each component is checked when nobody asks. Zero: never.
	 */
	public record MonitorProperties(@DefaultValue("30s") Duration interval) {}

	/**
	 * The streams of changes.
	 *
	 * @param maxClients How many clients may listen at once.
	 * @param heartbeat After what time of silence a comment is sent, so that proxies keep the stream and the service
	 * learns which clients have left.
	 * @param checkInterval How often a component is checked while somebody listens for it. Zero: no more often than
	 * otherwise.
	 * @param memory How many changes are remembered for clients that come back.
	 */
	public record EventsProperties(@DefaultValue("100") int maxClients, @DefaultValue("15s") Duration heartbeat,
			@DefaultValue("2s") Duration checkInterval, @DefaultValue("256") int memory) {}

	/**
	 * Where changes are kept that outlast a restart, and that replicas share. Without a URL they are kept in memory.
	 *
	 * @param url JDBC URL of a PostgreSQL database or an SQLite file of the service's own.
	 * @param username Who logs in to it.
	 * @param password Password.
	 * @param retention How long a change is kept, unless it is the newest of its component.
	 */
	public record JournalProperties(@Nullable String url, @Nullable String username, @Nullable String password,
			@DefaultValue("90d") Duration retention) {

		/** Shows no password. */
		@Override
		public String toString() {
			return "JournalProperties";
		}

	}

	/**
	 * Who may ask. With neither of the two, whoever can reach the service.
	 *
	 * @param token Bearer token that everything but liveness and readiness wants.
	 * @param tokenFile File that holds the token, white space around it left out; read when the service starts.
	 */
	public record SecurityProperties(@Nullable String token, @Nullable String tokenFile) {

		/** Shows no token. */
		@Override
		public String toString() {
			return "SecurityProperties";
		}

	}

}
