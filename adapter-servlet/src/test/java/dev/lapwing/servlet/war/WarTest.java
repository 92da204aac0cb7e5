// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.war;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.LapwingFilter;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonFactory;

/** Real .war files on a Tomcat, with Lapwing among their libraries and nowhere else. */
class WarTest {
  private static final String SERVICE =
      """
      <servlet>
        <servlet-name>default</servlet-name>
        <servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class>
      </servlet>
      <servlet-mapping>
        <servlet-name>default</servlet-name>
        <url-pattern>/</url-pattern>
      </servlet-mapping>
      <servlet>
        <servlet-name>greeting</servlet-name>
        <servlet-class>dev.lapwing.servlet.war.GreetingServlet</servlet-class>
      </servlet>
      <servlet-mapping>
        <servlet-name>greeting</servlet-name>
        <url-pattern>/greeting/*</url-pattern>
      </servlet-mapping>
      <welcome-file-list>
        <welcome-file>hello.txt</welcome-file>
      </welcome-file-list>
      """;

  @TempDir private Path home;
  private WarTomcat tomcat;

  @BeforeEach
  void start() throws IOException, LifecycleException {
    tomcat = new WarTomcat(home);
  }

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.close();
    assertThat(tomcat.warnings()).isEmpty();
  }

  /** Builds a .war file of a service, with more in its web.xml and more classes. */
  private Path war(String name, String declared, String... classNames) throws IOException {
    Path file = home.resolve(name + ".war");
    try (WarFile war = new WarFile(file)) {
      war.text("WEB-INF/web.xml", webXml(declared + SERVICE))
          .text("hello.txt", "a file")
          .classFile(GreetingServlet.class)
          .library(PerformanceMonitor.class)
          .library(LapwingFilter.class)
          .library(JsonFactory.class)
          .library(LoggerFactory.class);
      for (String className : classNames) {
        war.classFile(GreetingServlet.class, className);
      }
    }
    return file;
  }

  private static String webXml(String content) {
    return """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        %s
        </web-app>
        """
        .formatted(content);
  }

  private static String param(String tag, String name, String value) {
    return "<%s><param-name>%s</param-name><param-value>%s</param-value></%s>\n"
        .formatted(tag, name, value, tag);
  }

  @Test
  void libraryAloneMeasuresEveryRoute() throws Exception {
    tomcat.deploy("/shop", war("shop", "<display-name>The shop</display-name>"));
    assertThat(tomcat.get("/shop/greeting/1").body()).isEqualTo("hello");
    assertThat(tomcat.get("/shop/hello.txt").body()).isEqualTo("a file");
    assertThat(tomcat.get("/shop/nowhere").statusCode()).isEqualTo(404);
    assertThat(tomcat.get("/shop/stats?fields=statuses").body())
        .contains(
            "\"name\":\"The shop\"",
            "{\"operation\":\"GET /shop/greeting/{path...}\",\"statuses\":{\"200\":1}}",
            "{\"operation\":\"GET (static)\",\"statuses\":{\"200\":1}}",
            "{\"operation\":\"GET (unmatched)\",\"statuses\":{\"404\":1}}",
            "{\"operation\":\"greeting\"");
  }

  /** Tomcat says of it neither that "/" matched nor what else. */
  @Test
  void welcomeFileIsStatic() throws Exception {
    tomcat.deploy("/shop", war("shop", ""));
    assertThat(tomcat.get("/shop/").body()).isEqualTo("a file");
    assertThat(tomcat.get("/shop/stats?fields=statuses").body())
        .contains("\"operations\":[{\"operation\":\"GET (static)\",\"statuses\":{\"200\":1}}]");
  }

  @Test
  void twoSideBySideHaveAMonitorEach() throws Exception {
    tomcat.deploy("/one", war("one", param("context-param", "lapwing.path", "/numbers")));
    tomcat.deploy("/two", war("two", param("context-param", "lapwing.service", "second")));
    tomcat.get("/one/greeting");
    tomcat.get("/two/greeting");
    tomcat.get("/two/greeting");
    assertThat(tomcat.get("/one/numbers?kind=http&fields=count").body())
        .contains(
            "\"name\":\"one\"", "[{\"operation\":\"GET /one/greeting/{path...}\",\"count\":1}]");
    assertThat(tomcat.get("/two/stats?kind=http&fields=count").body())
        .contains(
            "\"name\":\"second\"", "[{\"operation\":\"GET /two/greeting/{path...}\",\"count\":2}]");
  }

  @Test
  void undeployLeavesNothingBehindAndRedeployBeginsAnew() throws Exception {
    Path war = war("shop", "");
    Context first = tomcat.deploy("/shop", war);
    tomcat.get("/shop/greeting");
    assertThat(tomcat.get("/shop/stats?fields=count").body())
        .contains("\"GET /shop/greeting/{path...}\",\"count\":1}");
    WeakReference<ClassLoader> classes = new WeakReference<>(first.getLoader().getClassLoader());
    tomcat.undeploy(first);
    first = null;
    assertThat(tomcat.warnings()).as("what Tomcat says of leaks").isEmpty();
    assertThat(threadsOf(classes)).isEmpty();
    await("the class loader's end")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return classes.get() == null;
            });

    tomcat.deploy("/shop", war);
    tomcat.get("/shop/greeting");
    assertThat(tomcat.get("/shop/stats?fields=count").body())
        .contains("\"GET /shop/greeting/{path...}\",\"count\":1}");
  }

  private static List<Thread> threadsOf(WeakReference<ClassLoader> classes) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getContextClassLoader() != null)
        .filter(thread -> thread.getContextClassLoader() == classes.get())
        .toList();
  }

  @Test
  void partsThatWebXmlDeclaresAreConfiguredThereAndAddedOnlyOnce() throws Exception {
    tomcat.deploy(
        "/shop",
        war(
            "shop",
            param("context-param", "lapwing.service", "overridden")
                + """
                <filter>
                  <filter-name>measuring</filter-name>
                  <filter-class>dev.lapwing.servlet.LapwingFilter</filter-class>
                  <async-supported>true</async-supported>
                """
                + param("init-param", "lapwing.service", "declared")
                + """
                </filter>
                <filter-mapping>
                  <filter-name>measuring</filter-name>
                  <url-pattern>/greeting/*</url-pattern>
                </filter-mapping>
                <servlet>
                  <servlet-name>numbers</servlet-name>
                  <servlet-class>dev.lapwing.servlet.LapwingStatsServlet</servlet-class>
                """
                + param("init-param", "lapwing.version", "1.2")
                + """
                </servlet>
                <servlet-mapping>
                  <servlet-name>numbers</servlet-name>
                  <url-pattern>/numbers/*</url-pattern>
                </servlet-mapping>
                """));
    assertThat(tomcat.get("/shop/greeting").body()).isEqualTo("hello");
    tomcat.get("/shop/hello.txt");
    assertThat(tomcat.get("/shop/stats").statusCode()).isEqualTo(404);
    assertThat(tomcat.get("/shop/numbers?kind=http&fields=count").body())
        .contains(
            "\"name\":\"declared\"",
            "\"version\":\"1.2\"",
            "[{\"operation\":\"GET /shop/greeting/{path...}\",\"count\":1}]");
  }

  @Test
  void givesWayToTheSpringAdapter() throws Exception {
    tomcat.deploy("/shop", war("shop", "", "dev.lapwing.spring.LapwingAutoConfiguration"));
    assertThat(tomcat.get("/shop/greeting").body()).isEqualTo("hello without a monitor");
    assertThat(tomcat.get("/shop/stats").statusCode()).isEqualTo(404);
  }
}
