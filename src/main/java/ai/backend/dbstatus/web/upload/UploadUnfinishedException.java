package ai.backend.dbstatus.web.upload;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request has not arrived, or took too long.
 */
public final class UploadUnfinishedException extends RuntimeException {

	UploadUnfinishedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
