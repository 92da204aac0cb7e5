// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.stats.OperationStats;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects whose annotated methods are tracked. */
class InstrumentTest {
  private final PerformanceMonitor monitor =
      PerformanceMonitor.builder().timeSource(new ManualTimeSource()).build();

  @AfterEach
  void close() {
    monitor.close();
  }

  /** A base whose method gets a bridge where the type is known. */
  public interface Repository<T> {
    @TrackPerformance("repository.find")
    T find(String id);
  }

  /** Methods of every kind. */
  public interface Users extends Repository<String> {
    @Override
    String find(String id);

    @TrackPerformance
    void save(String name) throws IOException;

    @TrackPerformance("users.remote")
    CompletionStage<String> remote();

    @TrackPerformance
    default String shout(String... words) {
      return String.join("!", words);
    }

    @TrackPerformance
    int count();

    String plain();

    static String constant() {
      return "constant";
    }
  }

  /** Does the work. */
  public static class InMemoryUsers implements Users {
    private final CompletableFuture<String> later = new CompletableFuture<>();

    @Override
    @TrackPerformance("users.find")
    public String find(String id) {
      return "user " + id;
    }

    @Override
    public void save(String name) throws IOException {
      if (name.isEmpty()) {
        throw new IOException("no name");
      }
    }

    @Override
    public CompletionStage<String> remote() {
      return later;
    }

    @Override
    public int count() {
      throw new StackOverflowError("deep");
    }

    @Override
    public String plain() {
      return "plain";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InMemoryUsers;
    }

    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public String toString() {
      return "users";
    }
  }

  private final InMemoryUsers target = new InMemoryUsers();
  private final Users users = monitor.instrument(Users.class, target);

  private List<String> tracked() {
    return monitor.getStats().stream().map(OperationStats::operation).toList();
  }

  @Test
  void annotationOfTheClass_goesBeforeThatOfTheInterface_alsoThroughTheBase() {
    assertThat(users.find("1")).isEqualTo("user 1");
    Repository<String> base = users;
    assertThat(base.find("2")).isEqualTo("user 2");
    assertThat(tracked()).containsExactly("users.find");
    assertThat(monitor.getStats("users.find").count()).isEqualTo(2);
  }

  @Test
  @SuppressWarnings("unchecked") // there is no class of a type with a parameter
  void baseAlone_hasItsOwnName() {
    Repository<String> repository =
        monitor.instrument(Repository.class, (Repository<String>) id -> id);
    assertThat(repository.find("1")).isEqualTo("1");
    assertThat(tracked()).containsExactly("repository.find");
  }

  @Test
  void checkedException_passesUnchanged_andIsAnError() throws IOException {
    users.save("Ann");
    assertThatThrownBy(() -> users.save("")).isExactlyInstanceOf(IOException.class).hasNoCause();
    OperationStats stats = monitor.getStats("Users.save");
    assertThat(stats.successCount()).isEqualTo(1);
    assertThat(stats.errorCount()).isEqualTo(1);
  }

  @Test
  void error_passesUnchanged() {
    assertThatThrownBy(users::count).isExactlyInstanceOf(StackOverflowError.class);
    assertThat(monitor.getStats("Users.count").errorCount()).isEqualTo(1);
  }

  @Test
  void stage_isHandedOnItself_andEndsTheCall() {
    assertThat(users.remote()).isSameAs(target.later);
    assertThat(monitor.getStats("users.remote")).isNull();
    target.later.completeExceptionally(new IOException());
    assertThat(monitor.getStats("users.remote").errorCount()).isEqualTo(1);
  }

  @Test
  void defaultMethodWithManyArguments_isTracked() {
    assertThat(users.shout("a", "b", "c")).isEqualTo("a!b!c");
    assertThat(users.shout()).isEmpty();
    assertThat(monitor.getStats("Users.shout").count()).isEqualTo(2);
  }

  @Test
  void methodWithoutAnnotation_passesThrough() {
    assertThat(users.plain()).isEqualTo("plain");
    assertThat(tracked()).isEmpty();
  }

  @Test
  void methodsOfObject_areThoseOfTheTarget() {
    assertThat(users).hasToString("users").hasSameHashCodeAs(target);
    assertThat(users).isEqualTo(users).isEqualTo(target).isNotEqualTo("users");
    assertThat(users).isEqualTo(monitor.instrument(Users.class, new InMemoryUsers()));
    assertThat(users.equals(null)).isFalse();
    assertThat(tracked()).isEmpty();
  }

  @Test
  void scope_putsItsPrefixBefore() {
    monitor.scope("api").instrument(Users.class, target).find("1");
    assertThat(tracked()).containsExactly("api.users.find");
  }

  /** All of it is tracked. */
  @TrackPerformance("stock")
  public interface Stock {
    int left(String product);

    @TrackPerformance("stock.taken")
    int take(String product);
  }

  @Test
  void annotationOfAType_standsForAllItsMethods() {
    Stock stock =
        monitor.instrument(
            Stock.class,
            new Stock() {
              @Override
              public int left(String product) {
                return 3;
              }

              @Override
              public int take(String product) {
                return 1;
              }
            });
    assertThat(stock.left("a") + stock.take("a")).isEqualTo(4);
    assertThat(tracked()).containsExactly("stock.left", "stock.taken");
  }

  /** Names an operation that may not be. */
  public interface BadName {
    @TrackPerformance(" ")
    void run();
  }

  private sealed interface Sealed permits Only {
    @TrackPerformance
    void run();
  }

  private record Only() implements Sealed {
    @Override
    public void run() {}
  }

  @Test
  void whatCannotBeInstrumented_isRefused() {
    assertThatThrownBy(() -> monitor.instrument(String.class, "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type must be an interface, but was class java.lang.String");
    assertThatThrownBy(() -> monitor.instrument(Users.class, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("target == null");
    assertThatThrownBy(() -> monitor.instrument(null, target))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("type == null");
    BadName bad = () -> {};
    assertThatThrownBy(() -> monitor.instrument(BadName.class, bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("operation name must not be blank");
    assertThatThrownBy(() -> monitor.instrument(Sealed.class, new Only()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type cannot have a proxy");
  }

  @Test
  void nameThatIsTooLongWithItsScope_isRefusedAtOnce() {
    PerformanceMonitor scope = monitor.scope("s".repeat(250));
    assertThatThrownBy(() -> scope.instrument(Users.class, target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("operation name must be at most 256 characters");
  }

  @Test
  void closedMonitor_letsTheWorkGoOn() {
    monitor.close();
    assertThat(users.find("1")).isEqualTo("user 1");
  }
}
