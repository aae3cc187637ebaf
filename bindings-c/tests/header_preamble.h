/// libxwsse: sign, verify and explain X-WSSE UsernameToken headers.
///
/// Written by cbindgen from the library's source; do not edit.
///
/// RESULTS. A function that can fail returns an xwsse_status. Results go to the pointers at the end of its
/// parameters, none of which may be NULL, and are written only when the status is XWSSE_OK. A function that
/// returns a value instead returns NULL and zeros where an object that it needs is NULL.
///
/// BUFFERS. A text that goes into your buffer is followed by a NUL, which `*len` does not count: the buffer needs
/// one byte more. Where `capacity` is too small, as 0 with NULL is, the status is XWSSE_BUFFER_TOO_SMALL, nothing
/// goes into the buffer, but `*len` is written: the length of the text that had no room.
///
/// INPUTS. A length goes with every text; it need not end with a NUL. `NULL, 0` is empty, and NULL with another
/// length is XWSSE_NULL_ARGUMENT. Texts are UTF-8, or it is XWSSE_TEXT_INVALID. They are read during the call only.
///
/// OBJECTS. What a function hands out through a pointer to a pointer is yours: free it once, with the function that
/// is named there, and do not use it after that, because the library cannot tell. What you ask an object for
/// belongs to it and lives as long as it does.
///
/// THREADS. All functions may be called by all threads at once, with the same objects. Only freeing an object must
/// come after every other use of it. After fork(), parent and child may both go on using a signer. A store in
/// memory is for one process: a child needs one of its own, or both accept the same token.
///
/// BUGS. A bug in the library is reported as XWSSE_PANICKED; only running out of memory aborts the program.
