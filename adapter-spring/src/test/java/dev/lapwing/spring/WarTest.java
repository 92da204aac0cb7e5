// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.PerformanceMonitor;
import dev.lapwing.servlet.LapwingInitializer;
import dev.lapwing.servlet.LapwingServlet;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * An application that a Tomcat starts, with the initializers that it finds in the jars of a WAR.
 */
class WarTest {
  @TempDir private Path home;

  @Test
  void hasOneMonitorAndItsRoutes() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(home.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context war = tomcat.addContext("/shop", home.toString());
    war.setParentClassLoader(getClass().getClassLoader());
    war.addServletContainerInitializer(new LapwingInitializer(), Set.of());
    war.addServletContainerInitializer(
        new SpringServletContainerInitializer(), Set.of(Initializer.class));
    tomcat.start();
    try {
      int port = tomcat.getConnector().getLocalPort();
      assertThat(Application.sendTo(port, "GET", "/shop/items/7").body()).isEqualTo("item 7");
      assertThat(Application.sendTo(port, "GET", "/shop/nowhere").statusCode()).isEqualTo(404);
      assertThat(Application.sendTo(port, "POST", "/shop/items/7").statusCode()).isEqualTo(405);
      assertThat(Application.sendTo(port, "GET", "/shop/stats?fields=statuses").body())
          .contains(
              "{\"operation\":\"GET /shop/items/{id}\",\"statuses\":{\"200\":1}}",
              "{\"operation\":\"GET (unmatched)\",\"statuses\":{\"404\":1}}",
              "{\"operation\":\"POST (unmatched)\",\"statuses\":{\"405\":1}}",
              "\"operationCount\":3");
      WebApplicationContext spring =
          WebApplicationContextUtils.getRequiredWebApplicationContext(war.getServletContext());
      assertThat(war.getServletContext().getAttribute(LapwingServlet.MONITOR_ATTRIBUTE))
          .isSameAs(spring.getBean(PerformanceMonitor.class));
      assertThat(war.findFilterDefs())
          .filteredOn(def -> isLapwings(def.getFilterName()))
          .hasSize(1);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static boolean isLapwings(String filterName) {
    return filterName.startsWith("lapwing");
  }

  /** Starts the application as the main class of a WAR does. */
  public static final class Initializer extends SpringBootServletInitializer {
    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
      return application
          .sources(MvcApplicationTest.Shop.class)
          .properties(
              "spring.autoconfigure.exclude=" + Application.SECURITY,
              "spring.main.banner-mode=off");
    }
  }
}
