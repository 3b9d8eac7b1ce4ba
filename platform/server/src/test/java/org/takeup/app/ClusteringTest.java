package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nodes read of one another. */
class ClusteringTest {
    private final InternalSerializationService reading = new DefaultSerializationServiceBuilder()
            .setConfig(new SerializationConfig().setJavaSerializationFilterConfig(Clustering.filter()))
            .build();

    @AfterEach
    void close() {
        reading.dispose();
    }

    /** Found on a busy machine: a node joined while a partition moved, could not read that, and never heard a signal. */
    @Test
    void aNodeReadsWhyAnotherOneRefused() {
        var cause = new CompletionException(new IOException("gone"));
        cause.addSuppressed(new IllegalStateException("also"));
        var sent = new HazelcastException("moving", cause);
        Throwable read = reading.toObject(reading.toData(sent));
        assertEquals("moving", read.getMessage());
        assertEquals("gone", read.getCause().getCause().getMessage());
        assertEquals(sent.getStackTrace().length, read.getStackTrace().length);
    }

    @Test
    void anythingElseIsNotRead() {
        for (Object each :
                new Object[] {new File("/"), java.net.URI.create("http://localhost"), new java.util.BitSet()}) {
            var data = reading.toData(each);
            assertThrows(HazelcastSerializationException.class, () -> reading.toObject(data), each.toString());
        }
    }
}
