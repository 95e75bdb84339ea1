package ai.backend.dbstatus.web.upload;

/**
 * As many archives are being read at once as may be.
 */
public final class TooManyUploadsException extends RuntimeException {

	TooManyUploadsException(int most) {
		super("%d uploads are being read already; ask again later.".formatted(most), null, false, false);
	}

}
