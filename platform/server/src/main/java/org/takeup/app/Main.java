package org.takeup.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a node from its environment and stops it when the process is asked to end. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** A node that was asked to end and has finished its work says so with 0; the JVM alone would end with 143. */
    private static void end(Platform platform) {
        int status = 0;
        try {
            platform.close();
        } catch (RuntimeException e) {
            LOG.error("The node did not end in order", e);
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    public static void main(String[] args) {
        try {
            Platform platform = Platform.start(Configuration.from(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(platform), "shutdown"));
        } catch (Configuration.Invalid e) {
            LOG.error("Takeup cannot start: {}", e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            // Threads that are up already would keep a node alive that serves nobody.
            LOG.error("Takeup cannot start", e);
            System.exit(1);
        }
    }
}
