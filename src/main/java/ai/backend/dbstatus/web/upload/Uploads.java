package ai.backend.dbstatus.web.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import ai.backend.dbstatus.alembic.source.archive.ArchiveData;
import ai.backend.dbstatus.alembic.source.archive.ArchiveFormat;
import ai.backend.dbstatus.alembic.source.archive.ArchiveLimits;
import ai.backend.dbstatus.alembic.source.archive.ArchivedFiles;
import ai.backend.dbstatus.alembic.source.archive.Archives;
import ai.backend.dbstatus.component.Component;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/**
 * Reads the scripts that come as a request's body. Nothing of them is kept or written.
 */
public final class Uploads {

	private static final List<MediaType> TAR = MediaType
			.parseMediaTypes(List.of("application/x-tar", "application/tar"));

	private static final List<MediaType> TAR_GZ = MediaType
			.parseMediaTypes(List.of("application/gzip", "application/x-gzip", "application/x-tgz"));

	private static final List<MediaType> ZIP = MediaType
			.parseMediaTypes(List.of("application/zip", "application/x-zip-compressed"));

	private static final List<MediaType> ALL = List.of(TAR.getFirst(), TAR_GZ.getFirst(), ZIP.getFirst());

	private final ArchiveLimits limits;

	private final int most;

	private final Semaphore places;

	/**
	 * @param limits how much of an archive is read
	 * @param most how many may be read at once
	 */
	public Uploads(ArchiveLimits limits, int most) {
		this.limits = limits;
		this.most = most;
		this.places = new Semaphore(most);
	}

	/**
	 * Does something with the scripts of a request.
	 * @param component for whose scripts they stand
	 * @throws HttpMediaTypeNotSupportedException if the body is not said to be an archive of a kind that is read
	 * @throws ai.backend.dbstatus.alembic.source.archive.ArchiveException if it is none, is damaged, or goes beyond the limits
	 * @throws TooManyUploadsException if too many are being read
	 */
	public <T> T read(Component component, HttpServletRequest request, Function<ArchivedFiles, T> action)
			throws HttpMediaTypeNotSupportedException {
		ArchiveFormat format = format(request.getContentType());
		if (!this.places.tryAcquire()) {
			throw new TooManyUploadsException(this.most);
		}
		try {
			return action.apply(Archives.read(ArchiveData.of(body(request)), format, component.project().workdir(),
					component.project().configName(), this.limits));
		}
		finally {
			this.places.release();
		}
	}

	private byte[] body(HttpServletRequest request) {
		int readAtMost = (int) Math.min(Integer.MAX_VALUE - 8, this.limits.bytes() + 1);
		if (request.getContentLengthLong() > this.limits.bytes()) {
			throw Archives.tooLarge(this.limits);
		}
		try (InputStream body = request.getInputStream()) {
			return body.readNBytes(readAtMost);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ArchiveFormat format(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
		MediaType type = parse(contentType);
		if (contains(TAR, type)) {
			return ArchiveFormat.TAR;
		}
		if (contains(TAR_GZ, type)) {
			return ArchiveFormat.TAR_GZ;
		}
		if (contains(ZIP, type)) {
			return ArchiveFormat.ZIP;
		}
		throw new HttpMediaTypeNotSupportedException(type, ALL);
	}

	private static boolean contains(List<MediaType> types, @Nullable MediaType type) {
		return type != null && types.stream().anyMatch((each) -> each.equalsTypeAndSubtype(type));
	}

	private static @Nullable MediaType parse(@Nullable String contentType) {
		try {
			return (contentType != null) ? MediaType.parseMediaType(contentType) : null;
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
	}

}
