package ai.backend.dbstatus.web.events;

import java.io.IOException;

import ai.backend.dbstatus.monitor.Event;
import ai.backend.dbstatus.monitor.Subscription;

import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * Sends what a subscription brings to a client until one of the two ends. Only this one's thread waits for a client who is
 * slow.
 */
final class EventSender implements Runnable {

	private final Subscription subscription;

	private final ResponseBodyEmitter emitter;

	private final EventRenderer renderer;

	EventSender(Subscription subscription, ResponseBodyEmitter emitter, EventRenderer renderer) {
		this.subscription = subscription;
		this.emitter = emitter;
		this.renderer = renderer;
	}

	@Override
	public void run() {
		try (this.subscription) {
			Event event = this.subscription.next();
			while (event != null || !this.subscription.hasEnded()) {
				this.emitter.send((event != null) ? this.renderer.event(event) : this.renderer.heartbeat());
				event = this.subscription.next();
			}
			this.emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			// The client has left, or takes nothing any more. The server has noticed it, too, and ends the request.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.emitter.complete();
		}
	}

}
