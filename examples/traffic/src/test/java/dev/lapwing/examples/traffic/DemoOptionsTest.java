// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

  @Test
  void whatIsNotToldHasItsDefault() {
    assertThat(DemoOptions.parse()).isEqualTo(new DemoOptions(8080, 100, 60));
    assertThat(DemoOptions.parse("--seconds=5", "--port=0")).isEqualTo(new DemoOptions(0, 100, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate=0|rate is 0: allowed is 1 to 2000",
        "--rate=2001|rate is 2001: allowed is 1 to 2000",
        "--seconds=-1|seconds is -1: allowed is 1 to 3600",
        "--port=65536|port is 65536: allowed is 0 to 65535",
        "--seconds=soon|seconds is soon: it must be a whole number",
        "--rate=|rate is : it must be a whole number",
        "--speed=9|unknown option --speed=9: allowed are --port=N, --rate=N, --seconds=N",
        "60|unknown option 60: allowed are --port=N, --rate=N, --seconds=N"
      })
  void aBadValueIsNamedWithWhatIsAllowed(String argument, String message) {
    assertThatThrownBy(() -> DemoOptions.parse(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://10.0.0.1:8080",
        "https://127.0.0.1",
        "http://127.0.0.1.example.com",
        "http://localhost@example.com",
        "file:///etc/passwd",
        "http://0.0.0.0:8080"
      })
  void trafficGoesNowhereElse(String target) {
    assertThatThrownBy(() -> Target.checked(URI.create(target)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target is " + target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1/app", "http://[::1]:8080"})
  void trafficGoesToThisMachine(String target) {
    assertThat(Target.checked(URI.create(target + "/"))).hasToString(target);
  }
}
