package ai.backend.dbstatus.component;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static ai.backend.dbstatus.testsupport.TestComponents.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ComponentsTests {

	private final Components components = new Components("one");

	private final List<String> heard = new ArrayList<>();

	@BeforeEach
	void add() {
		this.components.addAll(List.of(component("one"), component("two")));
	}

	@Test
	void componentsKeepTheOrderInWhichTheyCame() {
		this.components.add(component("three"));
		this.components.replace(component("one"));
		this.components.remove("two");
		assertThat(this.components.names()).containsExactly("one", "three");
		assertThat(this.components.all()).extracting(Component::name).containsExactly("one", "three");
		assertThat(this.components.defaultName()).isEqualTo("one");
	}

	@Test
	void aNameThatIsTakenIsRefusedWithAllThatWereToComeWithIt() {
		this.components.addListener(new Listener());
		this.heard.clear();
		assertThatIllegalArgumentException()
				.isThrownBy(() -> this.components.addAll(List.of(component("three"), component("two"))))
				.withMessageContaining("two");
		assertThat(this.components.names()).containsExactly("one", "two");
		assertThat(this.heard).isEmpty();
	}

	@Test
	void whatIsNotThereCanNeitherBeHadNorChangedNorRemoved() {
		assertThatExceptionOfType(UnknownComponentException.class).isThrownBy(() -> this.components.get("three"))
				.withMessage("There is no component 'three'; there are one, two.")
				.satisfies((ex) -> assertThat(ex.near()).containsExactly("one", "two"));
		assertThatExceptionOfType(UnknownComponentException.class)
				.isThrownBy(() -> this.components.replace(component("three")));
		assertThatExceptionOfType(UnknownComponentException.class)
				.isThrownBy(() -> this.components.remove("three"));
	}

	@Test
	void whoListensHearsOfThoseThatAreThereAndThenOfEachChange() {
		this.components.addListener(new Listener());
		this.components.add(component("three"));
		this.components.replace(component("one"));
		this.components.remove("two");
		assertThat(this.heard).containsExactly("+one", "+two", "+three", "-one", "+one", "-two");
	}

	@Test
	void aComponentIsHeardOfBeforeItCanBeAskedForAndItsEndWhenItCannotBeAskedForAnyMore() {
		this.components.addListener(new ComponentListener() {

			@Override
			public void added(Component component) {
				if (component.name().equals("three")) {
					assertThat(ComponentsTests.this.components.names()).doesNotContain("three");
					ComponentsTests.this.heard.add("before");
				}
			}

			@Override
			public void removed(Component component) {
				assertThat(ComponentsTests.this.components.names()).doesNotContain("three");
				ComponentsTests.this.heard.add("after");
			}

		});
		this.components.add(component("three"));
		this.components.remove("three");
		assertThat(this.heard).containsExactly("before", "after");
	}

	@Test
	void oneListenerThatFailsKeepsNobodyElseFromHearing() {
		this.components.addListener(new ComponentListener() {

			@Override
			public void removed(Component component) {
				throw new IllegalStateException("for this test");
			}

		});
		this.components.addListener(new Listener());
		this.components.remove("one");
		assertThat(this.heard).endsWith("-one");
		assertThat(this.components.names()).containsExactly("two");
	}

	private final class Listener implements ComponentListener {

		@Override
		public void added(Component component) {
			ComponentsTests.this.heard.add("+" + component);
		}

		@Override
		public void removed(Component component) {
			ComponentsTests.this.heard.add("-" + component);
		}

	}

}
