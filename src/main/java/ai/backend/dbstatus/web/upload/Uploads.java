package ai.backend.dbstatus.web.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

	private static final int UNIT = 1024;

	/** Of the heap, what all uploads together may take, in the same units. */
	private static final int MEMORY = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 / UNIT);

	/** So long may another upload wait for memory. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** So long may a body take to arrive. */
	private static final Duration ARRIVAL = Duration.ofSeconds(20);

	private static final int BUFFER = 64 * 1024;

	private final ArchiveLimits limits;

	private final int most;

	private final Semaphore places;

	/** In units of {@link #UNIT} bytes. */
	private final Semaphore memory = new Semaphore(MEMORY, true);

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
	 * @throws UploadUnfinishedException if it has not arrived
	 * @throws TooManyUploadsException if too many are being read
	 */
	public <T> T read(Component component, HttpServletRequest request, Function<ArchivedFiles, T> action)
			throws HttpMediaTypeNotSupportedException {
		ArchiveFormat format = format(request.getContentType());
		if (!this.places.tryAcquire()) {
			throw new TooManyUploadsException(this.most);
		}
		try {
			return readWithinMemory(component, request, format, action);
		}
		finally {
			this.places.release();
		}
	}

	/** What an archive comes to is known only when it has been read: as much as may be is set aside for it. */
	private <T> T readWithinMemory(Component component, HttpServletRequest request, ArchiveFormat format,
			Function<ArchivedFiles, T> action) {
		long length = request.getContentLengthLong();
		if (length > this.limits.bytes()) {
			throw Archives.tooLarge(this.limits);
		}
		// The body is copied once when it has arrived.
		long most = 2 * ((length >= 0) ? length : this.limits.bytes()) + this.limits.keptBytes();
		int units = (int) Math.min(MEMORY, most / UNIT + 1);
		if (!acquire(units)) {
			throw new TooManyUploadsException(this.most);
		}
		try {
			return action.apply(Archives.read(ArchiveData.of(body(request)), format, component.project().workdir(),
					component.project().configName(), this.limits));
		}
		finally {
			this.memory.release(units);
		}
	}

	private boolean acquire(int units) {
		try {
			return this.memory.tryAcquire(units, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting for other uploads");
		}
	}

	private byte[] body(HttpServletRequest request) {
		long end = System.nanoTime() + ARRIVAL.toNanos();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(
				(int) Math.max(BUFFER, request.getContentLengthLong() + 1));
		byte[] buffer = new byte[BUFFER];
		try (InputStream body = request.getInputStream()) {
			for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
				bytes.write(buffer, 0, n);
				if (bytes.size() > this.limits.bytes()) {
					throw Archives.tooLarge(this.limits);
				}
				if (System.nanoTime() - end > 0) {
					throw new UploadUnfinishedException(
							"The upload has not arrived within " + ARRIVAL.toSeconds() + " s", null);
				}
			}
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UploadUnfinishedException("The upload did not arrive", ex);
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
