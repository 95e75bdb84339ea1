package ai.backend.dbstatus.database.url;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which arguments of a JDBC URL are accepted: those about where the tables are, how the connection is encrypted, how one logs
 * in and how long it may take go to the driver, those that change nothing in what is read do not, and all others are an
 * error. A class, a plug-in, a log file and a statement are never accepted. The case of a name does not matter.
 */
enum JdbcArguments {

	/** pgjdbc's. */
	POSTGRESQL("""
			user password currentSchema options
			ssl sslmode sslrootcert sslcert sslkey sslpassword sslNegotiation pemKeyAlgorithm
			channelBinding requireAuth scramMaxIterations
			gssEncMode gssLib gssUseDefaultCreds gssResponseTimeout kerberosServerName jaasApplicationName jaasLogin
			useSpnego targetServerType hostRecheckSeconds loadBalanceHosts localSocketAddress
			connectTimeout sslResponseTimeout tcpKeepAlive tcpNoDelay preferQueryMode
			""", """
			ApplicationName adaptiveFetch adaptiveFetchMaximum adaptiveFetchMinimum allowEncodingChanges
			assumeMinServerVersion autosave binaryTransfer binaryTransferDisable binaryTransferEnable
			cancelSignalTimeout cleanupSavepoints convertBooleanToNumeric databaseMetadataCacheFields
			databaseMetadataCacheFieldsMiB defaultRowFetchSize disableColumnSanitiser escapeSyntaxCallMode
			flushCacheOnDdl groupStartupParameters hideUnprivilegedObjects loginTimeout logServerErrorDetail
			logUnclosedConnections maxResultBuffer maxSendBufferSize preparedStatementCacheQueries
			preparedStatementCacheSizeMiB prepareThreshold protocolVersion queryTimeout quoteReturningIdentifiers
			readOnly readOnlyMode receiveBufferSize reWriteBatchedInserts reWriteBatchedInsertsSize sendBufferSize
			socketTimeout stringtype unknownLength
			"""),

	/** Those of MariaDB Connector/J, and what MySQL Connector/J calls them. */
	MYSQL("""
			user password connectionCollation
			sslMode useSsl requireSSL verifyServerCertificate trustServerCertificate disableSslHostnameVerification
			serverSslCert keyStore keyStorePassword keyPassword keyStoreType trustStore trustStorePassword trustStoreType
			enabledSslProtocolSuites enabledSslCipherSuites fallbackToSystemKeyStore fallbackToSystemTrustStore
			allowPublicKeyRetrieval serverRsaPublicKeyFile restrictedAuth servicePrincipalName
			localSocketAddress tcpKeepAlive tcpKeepIdle tcpKeepCount tcpKeepInterval useCompression
			""",
			"""
					allowLocalInfile allowMultiQueries autocommit autoReconnect blankTableNameMeta cacheCodecs cachePrepStmts
					cacheServerConfiguration characterEncoding characterSetResults connectionAttributes connectionTimeZone
					connectTimeout defaultFetchSize disablePipeline dumpQueriesOnException forceConnectionTimeZoneToSession
					geometryDefaultType includeInnodbStatusInDeadlockExceptions includeThreadDumpInDeadlockExceptions
					jdbcCompliantTruncation maintainTimeStats maxAllowedPacket maxQuerySizeToLog metaExportedKeys
					nullDatabaseMeansCurrent oldModeNoPrecisionTimestamp permitRedirect pinGlobalTxToPhysicalConnection
					preserveInstants prepStmtCacheSize prepStmtCacheSqlLimit readOnlyPropagatesToServer retriesAllDown
					returnMultiValuesGeneratedIds rewriteBatchedStatements serverTimezone sessionVariables socketTimeout
					tcpAbortiveClose timezone tinyInt1isBit transactionIsolation transactionReplay transactionReplaySize
					transformedBitIsBoolean useAffectedRows useBulkStmts useBulkStmtsForInserts useCatalogTerm useIpForKillQuery
					useLegacyDatetimeCode useLocalSessionState useMysqlMetadata useReadAheadInput useResetConnection
					useServerPrepStmts useUnicode uuidAsString yearIsDateType zeroDateTimeBehavior
					""");

	/** In the driver's spelling, by the name in lower case. */
	@SuppressWarnings("ImmutableEnumChecker") // Nothing can be put into it.
	private final Map<String, String> accepted;

	/** In lower case. */
	@SuppressWarnings("ImmutableEnumChecker") // Nothing can be put into it.
	private final Set<String> ignored;

	JdbcArguments(String accepted, String ignored) {
		this.accepted = Arrays.stream(accepted.strip().split("\\s+"))
				.collect(Collectors.toUnmodifiableMap((name) -> name.toLowerCase(Locale.ROOT), Function.identity()));
		this.ignored = Set.of(ignored.strip().toLowerCase(Locale.ROOT).split("\\s+"));
	}

	/**
	 * The arguments of a server's dialect.
	 */
	static JdbcArguments of(Dialect dialect) {
		return (dialect == Dialect.POSTGRESQL) ? POSTGRESQL : MYSQL;
	}

	/**
	 * Whether an argument changes nothing in what is read.
	 */
	boolean isIgnored(String name) {
		return this.ignored.contains(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * An argument in the driver's spelling.
	 * @throws ai.backend.dbstatus.database.DatabaseException if it is not accepted
	 */
	String canonical(String name) {
		String canonical = this.accepted.get(name.toLowerCase(Locale.ROOT));
		if (canonical == null) {
			throw SqlAlchemyUrl.invalid("the argument \"" + name + "\" is not accepted by this service");
		}
		return canonical;
	}

}
