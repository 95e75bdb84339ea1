package ai.backend.dbstatus.alembic.source.archive;

/**
 * The kinds of archives.
 */
public enum ArchiveFormat {

	/** A tar as of POSIX, GNU or {@code git archive}. */
	TAR("a tar"),

	/** The same, compressed by gzip. */
	TAR_GZ("a tar compressed by gzip"),

	/** A zip; a wheel, a pex and a jar are such. */
	ZIP("a zip");

	/** By so many bytes at its beginning a format is told. */
	public static final int START = 16;

	private final String words;

	ArchiveFormat(String words) {
		this.words = words;
	}

	/**
	 * The kind, to stand in a sentence.
	 */
	public String words() {
		return this.words;
	}

	/**
	 * What a file or a body seems to be by how it begins. A zip may have a line before it that says what runs it, as a pex has.
	 */
	public static ArchiveFormat of(byte[] start) {
		if (begins(start, 0x1f, 0x8b)) {
			return TAR_GZ;
		}
		if (begins(start, 'P', 'K') || begins(start, '#', '!')) {
			return ZIP;
		}
		return TAR;
	}

	private static boolean begins(byte[] start, int... with) {
		for (int i = 0; i < with.length; i++) {
			if (start.length <= i || (start[i] & 0xff) != with[i]) {
				return false;
			}
		}
		return true;
	}

}
