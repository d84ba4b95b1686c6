package org.belltower.server.doctor;

import java.util.List;

/** One kind of look at the machine. It changes nothing, and ends by itself within seconds. */
interface Check {
    /** Names the check where it fails or does not end. */
    String subject();

    List<Finding> run() throws Exception;
}
