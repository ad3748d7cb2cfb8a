-- wrk sends the body in the file that BODY_FILE names.
local file = assert(io.open(assert(os.getenv("BODY_FILE")), "rb"))
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.body = file:read("*a")
file:close()
