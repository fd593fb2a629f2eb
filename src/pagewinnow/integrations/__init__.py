"""pagewinnow inside what others run: crawlers, and engines that work on many machines.

    scrapy      an add-on, and a function for callbacks          extra `scrapy`
    awaiting    for any crawler on asyncio                       no extra
    arrow       table in, table out: what the engines share      extra `parquet`
    ray         Ray Data                                         extra `ray`
    spark       Spark                                            extra `spark`
    datatrove   a step and an extractor                          extra `datatrove`

Each only turns types into one another. The user brings crawler, session and cluster; nothing here starts or sizes one.
Pages are cleaned in children of the engine's own workers (`batch.supervisor`), since no engine survives a page that
hangs or crashes: Ray retries it without end, Spark fails the job, a crawler stands still.
"""
