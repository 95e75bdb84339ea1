package ai.backend.dbstatus.schema;

/**
 * Whether a schema bears out its stamp.
 */
public enum SchemaVerdict {

	/** All that could be compared is as it should be. */
	CONFIRMED,

	/** Something is missing, or is there too early. */
	CONTRADICTED,

	/** Nothing could be compared. */
	UNPROVEN

}
