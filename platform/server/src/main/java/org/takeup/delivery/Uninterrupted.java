package org.takeup.delivery;

/** Writes to the store to the end on a thread that was told to stop: the database driver would refuse there. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs it, and lets the thread know afterwards that it was told to stop. */
    static void run(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
