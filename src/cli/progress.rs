//! A progress line on standard error, only on a terminal and only after half a second.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// The progress line; it is erased when this is dropped.
pub struct Progress {
    running: Option<(Sender<String>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts with a first step, such as “reading notes”. Prints nothing if `quiet` or if standard
    /// error is not a terminal.
    pub fn start(doing: &str, quiet: bool) -> Progress {
        if quiet || !std::io::stderr().is_terminal() {
            return Progress { running: None };
        }
        let (sender, receiver) = channel::<String>();
        let mut doing = doing.to_string();
        let thread = std::thread::spawn(move || {
            let mut shown = false;
            let mut wait = Duration::from_millis(500);
            loop {
                match receiver.recv_timeout(wait) {
                    Ok(next) => doing = next,
                    Err(RecvTimeoutError::Timeout) => {
                        eprint!("\r\x1b[K{doing} …");
                        let _ = std::io::stderr().flush();
                        (shown, wait) = (true, Duration::from_millis(100));
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            if shown {
                eprint!("\r\x1b[K");
            }
        });
        Progress { running: Some((sender, thread)) }
    }

    /// Sets the current step.
    pub fn now(&self, doing: String) {
        if let Some((sender, _)) = &self.running {
            let _ = sender.send(doing);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}
