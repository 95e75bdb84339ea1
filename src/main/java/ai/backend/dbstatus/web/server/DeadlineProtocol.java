package ai.backend.dbstatus.web.server;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 with an end to the time in which a request must have arrived: the connection timeout, from its first byte to the end
 * of its headers. Tomcat's own begins again with each byte. Known to the server by its name; public for that alone.
 */
public final class DeadlineProtocol extends Http11NioProtocol {

	private static final String ARRIVED = DeadlineProtocol.class.getName() + ".arrived";

	private static final long TICK_MILLIS = 500;

	private @Nullable ScheduledFuture<?> sweep;

	/**
	 * Says that a request has arrived: from now on it may take as long as it takes.
	 */
	static void arrived(Request request) {
		request.setAttribute(ARRIVED, true);
	}

	@Override
	public void start() throws Exception {
		super.start();
		this.sweep = getUtilityExecutor().scheduleWithFixedDelay(this::closeLate, TICK_MILLIS, TICK_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.sweep != null) {
			this.sweep.cancel(false);
		}
		super.stop();
	}

	private void closeLate() {
		long most = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
		long now = System.nanoTime();
		for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
			if (connection.getCurrentProcessor() instanceof AbstractProcessor processor
					&& isLate(processor.getRequest(), now, most)) {
				connection.close();
			}
		}
	}

	/** A request that has not begun, or has ended, has no time of its beginning. */
	private static boolean isLate(Request request, long now, long most) {
		long begun = request.getStartTimeNanos();
		return begun > 0 && now - begun > most && request.getAttribute(ARRIVED) == null;
	}

}
