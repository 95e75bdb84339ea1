package ai.backend.dbstatus.monitor;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The ids of events: a mark of this process and the number of a change. Another process, before a restart or beside this
 * one, counts its own changes, so that its ids mean nothing here.
 */
final class EventIds {

	private static final int MARK_BYTES = 6;

	private final String prefix;

	EventIds() {
		byte[] mark = new byte[MARK_BYTES];
		new SecureRandom().nextBytes(mark);
		this.prefix = HexFormat.of().formatHex(mark) + "-";
	}

	String of(long number) {
		return this.prefix + number;
	}

	/**
	 * The number in an id of this process; empty for anything else.
	 */
	OptionalLong number(@Nullable String id) {
		if (id == null || !id.startsWith(this.prefix)) {
			return OptionalLong.empty();
		}
		try {
			return OptionalLong.of(Long.parseLong(id, this.prefix.length(), id.length(), 10));
		}
		catch (NumberFormatException ex) {
			return OptionalLong.empty();
		}
	}

}
