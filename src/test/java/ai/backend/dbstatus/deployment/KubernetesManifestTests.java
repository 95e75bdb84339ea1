package ai.backend.dbstatus.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manifest for Kubernetes, parsed by the models of its client library, which know every field and refuse others.
 */
class KubernetesManifestTests {

	private static final Path MANIFEST = Path.of("src/main/kubernetes/db-status.yaml");

	private final Map<String, JsonObject> documents = new HashMap<>();

	@BeforeEach
	void read() throws IOException {
		for (Object document : new Yaml().loadAll(Files.readString(MANIFEST))) {
			JsonObject json = new Gson().toJsonTree(document).getAsJsonObject();
			this.documents.put(json.get("kind").getAsString(), json);
		}
	}

	@Test
	void thereAreThreeObjects() {
		assertThat(this.documents).containsOnlyKeys("Secret", "Service", "Deployment");
	}

	@Test
	void aFieldThatKubernetesDoesNotKnowIsRefused() {
		JsonObject deployment = document("Deployment");
		deployment.getAsJsonObject("spec").addProperty("replica", 2);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> V1Deployment.fromJson(deployment.toString()))
				.withMessageContaining("replica");
	}

	@Test
	void twoReplicasAreProbedOnLivenessAndReadiness() throws IOException {
		V1Deployment deployment = V1Deployment.fromJson(document("Deployment").toString());
		V1Container container = container();
		assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
		assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
		assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
		assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
		assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
		assertThat(container.getResources().getLimits()).containsKeys("memory");
	}

	@Test
	void nothingIsAllowedThatIsNotNeeded() throws IOException {
		V1PodSpec pod = pod();
		assertThat(pod.getAutomountServiceAccountToken()).isFalse();
		assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
		assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
		assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
		assertThat(container().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
		assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
	}

	@Test
	void theServiceFindsThePods() throws IOException {
		V1Service service = V1Service.fromJson(document("Service").toString());
		V1Deployment deployment = V1Deployment.fromJson(document("Deployment").toString());
		Map<String, String> labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
		assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector())
				.containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
		assertThat(service.getSpec().getPorts().getFirst().getTargetPort().getStrValue())
				.isEqualTo(container().getPorts().getFirst().getName());
	}

	@Test
	void theSecretIsReadAsAConfigurationTree(@TempDir Path directory) throws IOException {
		V1Secret secret = V1Secret.fromJson(document("Secret").toString());
		String mount = container().getVolumeMounts().getFirst().getMountPath();
		assertThat(container().getEnv().getFirst().getName()).isEqualTo("SPRING_CONFIG_IMPORT");
		assertThat(container().getEnv().getFirst().getValue()).isEqualTo("configtree:" + mount + "/");
		assertThat(pod().getVolumes().getFirst().getSecret().getSecretName())
				.isEqualTo(secret.getMetadata().getName());
		for (Map.Entry<String, String> entry : secret.getStringData().entrySet()) {
			Files.writeString(directory.resolve(entry.getKey()), entry.getValue());
		}
		PropertySource<?> tree = new ConfigTreePropertySource("secret", directory);
		assertThat(tree.getProperty("db-status.components.manager.url"))
				.hasToString("postgresql://db_status@postgres:5432/manager");
		assertThat(tree.getProperty("db-status.components.manager.password")).hasToString("change-me");
	}

	private JsonObject document(String kind) {
		JsonElement document = this.documents.get(kind);
		return Objects.requireNonNull(document).getAsJsonObject();
	}

	private V1PodSpec pod() throws IOException {
		return V1Deployment.fromJson(document("Deployment").toString()).getSpec().getTemplate().getSpec();
	}

	private V1Container container() throws IOException {
		return pod().getContainers().getFirst();
	}

}
