package ai.backend.dbstatus.database.activity;

/**
 * What a session does that a migration does, too.
 */
public enum Evidence {

	/**
	 * It has written the version table in its open transaction, or it has read it there and changes the schema, too: nobody
	 * else does that.
	 */
	VERSION_TABLE,

	/** It builds an index outside a transaction. */
	INDEX_BUILD,

	/** It changes the schema of tables, or waits to do so, without the version table. */
	SCHEMA_CHANGE,

	/** It makes tables that nobody else can see yet, and so not under which names, in the version table's schema. */
	NEW_TABLES,

	/** It is a process of Alembic's, by its command line, and holds the lock for writing on the file. */
	ALEMBIC_PROCESS

}
