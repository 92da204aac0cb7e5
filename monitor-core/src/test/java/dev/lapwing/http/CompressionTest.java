// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static dev.lapwing.http.EndpointClient.body;
import static dev.lapwing.http.EndpointClient.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are compressed for readers who accept that. */
class CompressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          gzip                              | true
          GZip                              | true
          x-gzip                            | true
          gzip, deflate, br                 | true
          deflate , gzip;q=1.0, *;q=0.5     | true
          gzip;q=0.001                      | true
          gzip ; q=0.5                      | true
          gzip;q=0.5, identity;q=0.5        | true
          gzip;q=0.5, identity;q=0.9        | false
          identity;q=0, *                   | true
          *                                 | true
          *;q=0                             | false
          gzip;q=0, *                       | false
          gzip;q=0                          | false
          gzip;q=0.000                      | false
          identity                          | false
          br, deflate, zstd                 | false
          gzipped                           | false
          gzip;q=2                          | false
          gzip;q=-1                         | false
          gzip;q=NaN                        | false
          gzip;q=1e9                        | false
          gzip;q=                           | false
          gzip;level=9                      | false
          ""                                | false
          ,,;;                              | false
          """)
  void gzip_isUsedWhereItIsAcceptedAndNotLikedLess(String accepted, boolean compressed) {
    StatsReply plain = EndpointClient.of(StatsAccess.OPEN).send();
    StatsReply reply =
        EndpointClient.of(StatsAccess.OPEN).header("accept-encoding", accepted).send();

    assertThat("gzip".equals(reply.headers().get("Content-Encoding"))).isEqualTo(compressed);
    assertThat(reply.headers())
        .containsEntry("Vary", "Accept-Encoding")
        .containsEntry("Content-Type", "application/json");
    assertThat(body(reply)).isEqualTo(body(plain));
    assertThat(bytes(reply).length < bytes(plain).length).isEqualTo(compressed);
  }

  @Test
  void overlongHeader_isPassedOver() {
    String accepted = "gzip" + ", br".repeat(1_000);
    assertThat(
            EndpointClient.of(StatsAccess.OPEN)
                .header("accept-encoding", accepted)
                .send()
                .headers())
        .doesNotContainKey("Content-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/operation?name=GET%20/users/{id}", "/series", "/slow", "/active"})
  void everyDocument_isTheSameUnpacked(String path) {
    StatsReply plain = EndpointClient.of(StatsAccess.OPEN).at(path).send();
    StatsReply packed =
        EndpointClient.of(StatsAccess.OPEN).at(path).header("accept-encoding", "gzip").send();

    assertThat(packed.headers()).containsEntry("Content-Encoding", "gzip");
    assertThat(body(packed)).isEqualTo(body(plain));
    assertThat(packed.headers().get("ETag") == null).isEqualTo(path.equals("/active"));
  }

  @Test
  void head_hasTheHeadersOfThePackedDocumentAndNoBody() {
    StatsReply head =
        EndpointClient.of(StatsAccess.OPEN).method("HEAD").header("accept-encoding", "gzip").send();

    assertThat(head.headers()).containsEntry("Content-Encoding", "gzip");
    assertThat(bytes(head)).isEmpty();
  }

  @Test
  void refusal_isNotPacked() {
    StatsReply reply =
        EndpointClient.of(StatsAccess.OPEN).at("?x=1").header("accept-encoding", "gzip").send();

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers()).doesNotContainKey("Content-Encoding");
  }

  @Test
  void tokenAndEncoding_areBothNamedAsWhatAnswersVaryWith() {
    StatsReply reply =
        EndpointClient.of(StatsAccess.TOKEN).header("lapwing-token", EndpointClient.TOKEN).send();

    assertThat(reply.headers())
        .containsEntry("Vary", "Authorization, Lapwing-Token, Accept-Encoding");
  }

  @Test
  void failingStream_isReportedAsSuchAndLeftOpen() {
    StatsReply reply =
        EndpointClient.of(StatsAccess.OPEN).header("accept-encoding", "gzip").sendUnchecked();
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the client left");
          }

          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    assertThatThrownBy(() -> reply.writeTo(failing))
        .isInstanceOf(IOException.class)
        .hasMessage("the client left");
  }
}
