/** What happened in a workspace, told by the room where it happened to whoever in this process wants to hear. */
@NullMarked
package org.takeup.event;

import org.jspecify.annotations.NullMarked;
