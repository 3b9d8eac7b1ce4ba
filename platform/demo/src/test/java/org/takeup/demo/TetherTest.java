package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TetherTest {
    private static final String TEST_CLASSES =
            Path.of("target/test-classes").toAbsolutePath().toString();

    @Test
    void aChildDiesWithAParentThatIsKilled() throws Exception {
        Process parent = parent();
        try {
            ProcessHandle child = childOf(parent);

            parent.destroyForcibly();

            child.onExit().get(20, TimeUnit.SECONDS);
            assertTrue(!child.isAlive());
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }

    @Test
    void aChildEndsWithItsOwnMainClass() throws Exception {
        Process child = new ProcessBuilder(
                        Tether.command(List.of("-Xmx32m"), TEST_CLASSES, Sleeper.class.getName(), List.of("0")))
                .start();

        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, child.exitValue());
    }

    private static Process parent() throws IOException {
        return new ProcessBuilder(Tether.command(List.of("-Xmx32m"), TEST_CLASSES, Parent.class.getName(), List.of()))
                .start();
    }

    /** Waits for the child's first words, so that it is known to run. */
    private static ProcessHandle childOf(Process parent) throws IOException {
        assertEquals('r', parent.getInputStream().read());
        return parent.children().findFirst().orElseThrow();
    }

    /** Starts a tethered sleeper and waits for it. */
    public static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            Process child = new ProcessBuilder(
                            Tether.command(List.of("-Xmx32m"), TEST_CLASSES, Sleeper.class.getName(), List.of("600")))
                    .start();
            System.out.write(child.getInputStream().read());
            System.out.flush();
            child.waitFor();
        }
    }

    /** Says that it runs, then sleeps. */
    public static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] args) throws Exception {
            System.out.write('r');
            System.out.flush();
            TimeUnit.SECONDS.sleep(Long.parseLong(args[0]));
        }
    }
}
