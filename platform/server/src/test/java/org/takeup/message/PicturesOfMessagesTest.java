package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.takeup.workspace.picture.Picture;

/** The only picture of a message is the workspace's logo, and that has the rules of logos. */
class PicturesOfMessagesTest {
    @Test
    void aPictureOfTenMegabytesIsRefused() {
        var refused = assertThrows(Picture.Refused.class, () -> Picture.read(new byte[10 * 1024 * 1024]));
        assertTrue(String.valueOf(refused.getMessage()).contains("10240 kB"), refused.getMessage());
    }
}
