package ai.backend.dbstatus.settings;

import ai.backend.dbstatus.settings.DbStatusProperties.WaitProperties;
import ai.backend.dbstatus.status.WaitLimits;

/**
 * Makes the limits of waiting from the settings.
 */
final class WaitSettings {

	private WaitSettings() {
	}

	static WaitLimits limits(WaitProperties wait) {
		return new WaitLimits(Bounds.positive("wait.interval", wait.interval()),
				Bounds.notNegative("wait.max-duration", wait.maxDuration()),
				Bounds.notNegative("wait.max-clients", wait.maxClients()));
	}

}
