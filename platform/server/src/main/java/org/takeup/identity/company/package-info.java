/**
 * What a workspace knows of its company's sign-in: proven domains, the connection in its stage, local admins. Decides
 * whether a way of signing in counts; how the connection comes about is {@code org.takeup.identity.setup}.
 */
@NullMarked
package org.takeup.identity.company;

import org.jspecify.annotations.NullMarked;
