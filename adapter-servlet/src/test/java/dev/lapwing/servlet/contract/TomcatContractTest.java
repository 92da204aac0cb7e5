// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.contract;

import dev.lapwing.servlet.LapwingServlet;
import dev.lapwing.testkit.ContractRoutes;
import dev.lapwing.testkit.ContractServer;
import dev.lapwing.testkit.ContractSetup;
import dev.lapwing.testkit.HttpServerContract;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.http.fileupload.FileUtils;

/** Tomcat under the contract. */
class TomcatContractTest extends HttpServerContract {
  private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

  static {
    TOMCAT_LOG.setUseParentHandlers(false);
  }

  @Override
  protected String serverName() {
    return "tomcat";
  }

  @Override
  protected String serverVersion() {
    return ServerInfo.getServerNumber().replaceFirst("\\.0$", "");
  }

  @Override
  protected String answers() {
    return """
        HEAD /hello: 200 as HEAD /hello
        HEAD /nowhere: 404 as HEAD (unmatched)
        OPTIONS /hello: 200 as OPTIONS /hello
        OPTIONS /nowhere: 200 as OPTIONS (static)
        POST /hello: 405 as POST /hello
        POST /nowhere: 404 as POST (unmatched)
        BREW /hello: 501 as _OTHER /hello
        GET /files/hello.txt: 200 as GET (static)
        HEAD /files/hello.txt: 200 as HEAD (static)
        POST /files/hello.txt: 200 as POST (static)
        GET /files/missing.txt: 404 as GET (unmatched)
        """;
  }

  @Override
  protected int unmatchedPaths() {
    return 100_000;
  }

  @Override
  protected boolean noticesLeavingAtOnce() {
    return false;
  }

  @Override
  protected ContractServer start(ContractSetup setup) throws Exception {
    Path home = Files.createTempDirectory(Path.of("target"), "tomcat").toAbsolutePath();
    Path file = home.resolve(ContractRoutes.FILE.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a file");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(home.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext(setup.contextPath(), home.toString());
    ErrorPage page = new ErrorPage();
    page.setErrorCode(ContractServlets.ERROR_PAGE_STATUS);
    page.setLocation(ContractServlets.ERROR_PAGE_TARGET);
    context.addErrorPage(page);
    context.addServletContainerInitializer(
        (classes, servlets) -> install(servlets, setup), Set.of());
    tomcat.start();
    return new Running(tomcat, home);
  }

  /** Without a servlet at "/", Tomcat keeps what matches nothing to itself. */
  private static void install(ServletContext context, ContractSetup setup) {
    ContractServlets.addInFront(context);
    LapwingServlet.install(context, setup.monitor());
    ContractServlets.addTo(context, setup);
    context.addServlet("default", new DefaultServlet()).addMapping("/");
  }

  /** A Tomcat that has started. */
  private record Running(Tomcat tomcat, Path home) implements ContractServer {
    @Override
    public int port() {
      return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws LifecycleException, IOException {
      tomcat.stop();
      tomcat.destroy();
      FileUtils.deleteDirectory(home.toFile());
    }
  }
}
