// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.TrackPerformance;
import dev.lapwing.stats.OperationStats;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.samples.Clinic;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Methods that are marked with {@link TrackPerformance}. */
class TrackPerformanceTest {
  private Application app;
  private Repository repository;

  @BeforeEach
  void start() {
    app = Application.mvc(MvcApplicationTest.Shop.class, Beans.class).start();
    repository = app.context().getBean(Repository.class);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private OperationStats stats(String operation) {
    return app.context().getBean(PerformanceMonitor.class).getStats(operation);
  }

  @Test
  void returnAndExceptionAreTrackedUnchanged() throws IOException {
    assertThat(repository.find(7)).isEqualTo("7");
    assertThatThrownBy(() -> repository.find(-1)).isInstanceOf(IOException.class);
    assertThat(stats("Repository.find").successCount()).isEqualTo(1);
    assertThat(stats("Repository.find").errorCount()).isEqualTo(1);
  }

  @Test
  void stageIsTrackedToItsCompletion() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletionStage<String> returned = repository.ask(answer);
    assertThat(returned).isSameAs(answer);
    assertThat(stats("remote.ask")).isNull();
    answer.complete("yes");
    assertThat(stats("remote.ask").successCount()).isEqualTo(1);
  }

  @Test
  void publishersAreTrackedBySubscription() {
    Mono<String> one = repository.one("a");
    assertThat(stats("Repository.one")).isNull();
    assertThat(one.block()).isEqualTo("a");
    assertThat(one.block()).isEqualTo("a");
    assertThat(repository.many().take(1).collectList().block()).containsExactly(1);
    assertThat(repository.many().collectList().block()).containsExactly(1, 2);
    assertThatThrownBy(() -> repository.one("").block()).isInstanceOf(IllegalStateException.class);
    assertThat(stats("Repository.one").successCount()).isEqualTo(2);
    assertThat(stats("Repository.one").errorCount()).isEqualTo(1);
    assertThat(stats("Repository.many").count()).isEqualTo(2);
  }

  @Test
  void whatIsThrownInPlaceOfAPublisherIsAnErrorAndUnchanged() {
    IOException none = new IOException("none");
    assertThatThrownBy(() -> repository.oneOf(none)).isSameAs(none);
    assertThatThrownBy(() -> repository.manyOf(none)).isSameAs(none);
    assertThat(stats("Repository.oneOf").errorCount()).isEqualTo(1);
    assertThat(stats("Repository.oneOf").count()).isEqualTo(1);
    assertThat(stats("Repository.manyOf").errorCount()).isEqualTo(1);
    assertThat(stats("Repository.manyOf").count()).isEqualTo(1);
  }

  @Test
  void methodsAreCalledAllTheSameWhenNoMonitorIsTheOne() throws IOException {
    try (ConfigurableApplicationContext context =
            new SpringApplicationBuilder(TwoMonitors.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties("spring.main.banner-mode=off", "spring.main.log-startup-info=false")
                .properties("spring.autoconfigure.exclude=" + Application.SECURITY)
                .run();
        Warnings warnings = new Warnings()) {
      Repository untracked = context.getBean(Repository.class);
      assertThat(untracked.find(7)).isEqualTo("7");
      assertThatThrownBy(() -> untracked.find(-1)).isInstanceOf(IOException.class);
      assertThat(untracked.ask(new CompletableFuture<>())).isNotNull();
      assertThat(untracked.one("a").block()).isEqualTo("a");
      assertThat(warnings.all())
          .singleElement()
          .asString()
          .contains("@TrackPerformance", "expected single matching bean but found 2: whole,part");
    }
  }

  @Test
  void everyPublicMethodOfAMarkedTypeIsTracked() {
    app.context().getBean(Warehouse.class).count();
    assertThat(stats("stock.count").count()).isEqualTo(1);
    assertThat(stats("stock.inner")).isNull();
  }

  @Test
  void componentIsTrackedInAPackageOfSpringsToo() {
    app.context().getBean(Clinic.class).visit();
    assertThat(stats("Clinic.visit").count()).isEqualTo(1);
  }

  @Test
  void marksOfInterfacesOfSuperclassesAndOfAnnotationsCount() {
    ListPrices prices = app.context().getBean(ListPrices.class);
    prices.of(7);
    prices.check();
    assertThat(stats("prices.of").count()).isEqualTo(1);
    assertThat(stats("audit").count()).isEqualTo(1);
  }

  @Import({Repository.class, Warehouse.class, Clinic.class, ListPrices.class})
  static class Beans {}

  @Configuration
  @EnableAutoConfiguration
  @Import(Repository.class)
  static class TwoMonitors {
    @Bean
    PerformanceMonitor whole() {
      return PerformanceMonitor.builder().build();
    }

    @Bean
    PerformanceMonitor part(@Qualifier("whole") PerformanceMonitor whole) {
      return whole.scope("part");
    }
  }

  static class Repository {
    @TrackPerformance
    String find(int id) throws IOException {
      if (id < 0) {
        throw new IOException("no such id");
      }
      return Integer.toString(id);
    }

    @TrackPerformance("remote.ask")
    CompletionStage<String> ask(CompletableFuture<String> answer) {
      return answer;
    }

    @TrackPerformance
    Mono<String> one(String value) {
      return value.isEmpty() ? Mono.error(new IllegalStateException("empty")) : Mono.just(value);
    }

    @TrackPerformance
    Mono<String> oneOf(IOException none) throws IOException {
      throw none;
    }

    @TrackPerformance
    Flux<Integer> manyOf(IOException none) throws IOException {
      throw none;
    }

    @TrackPerformance
    Flux<Integer> many() {
      return Flux.just(1, 2);
    }
  }

  @TrackPerformance("stock")
  static class Warehouse {
    public int count() {
      return inner();
    }

    int inner() {
      return 1;
    }
  }

  interface Prices {
    @TrackPerformance("prices.of")
    int of(int product);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @TrackPerformance("audit")
  @interface Audited {}

  static class Checked {
    @Audited
    public void check() {}
  }

  static class ListPrices extends Checked implements Prices {
    @Override
    public int of(int product) {
      return product;
    }
  }
}
