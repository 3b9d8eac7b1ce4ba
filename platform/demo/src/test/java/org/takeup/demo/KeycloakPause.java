package org.takeup.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A time in which the demo's Keycloak does not answer: its process is stopped, as by a debugger, and goes on afterwards. */
public final class KeycloakPause implements AutoCloseable {
    private KeycloakPause() {
        signal("-STOP");
    }

    public static KeycloakPause begin() {
        return new KeycloakPause();
    }

    @Override
    public void close() {
        signal("-CONT");
    }

    private static void signal(String name) {
        try {
            Process kill = new ProcessBuilder(
                            "kill", name, String.valueOf(SharedDemo.keycloak().pid()))
                    .start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill " + name + " did not work");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
