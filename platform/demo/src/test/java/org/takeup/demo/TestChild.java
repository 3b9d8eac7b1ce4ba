package org.takeup.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A main class of a test in a JVM of its own, which ends with this one at the latest. */
public final class TestChild implements AutoCloseable {
    private final Process process;

    private TestChild(Process process) {
        this.process = process;
    }

    /** @param variables besides this process's own, of which none is a variable of the platform's @param log for its output */
    public static TestChild start(Class<?> main, List<String> arguments, Map<String, String> variables, Path log)
            throws IOException {
        var builder = new ProcessBuilder(Tether.command(
                        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback.xml"),
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName(),
                        arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TAKEUP_"));
        builder.environment().putAll(variables);
        return new TestChild(builder.start());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
